/** A certificate for `localhost` that signs itself, and its key: for tests alone, known to everybody. Made with
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=localhost -addext subjectAltName=DNS:localhost`.
 */
export const LOCALHOST = {
  certificate: `-----BEGIN CERTIFICATE-----
MIIBljCCATugAwIBAgIUGgegeXd1mnogCkcLlssPG8/FmFQwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMzIyNDYwOVoYDzIxMjYxMDMw
MjI0NjA5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARIOiOLEx3R4qZnaZ1LdWuSvnBb9abahWixua8Tf6MZpfcxZF0LFzwA
Q7xiHm3JgbTlgv7YdmaIPmtBFpC988RWo2kwZzAdBgNVHQ4EFgQU9oxiLfRctlvB
+X9bf19XM0D25kYwHwYDVR0jBBgwFoAU9oxiLfRctlvB+X9bf19XM0D25kYwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SQAwRgIhAN8g0zzr/9wxI5A5TDbnTVAdXMfwCVRMGif0qIkYTptfAiEAxlINWC1F
0wMiOYVIsBruuxhrxUMPYFeMDckSFDjHN0c=
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgIdsPq53bxvEStxHR
taxzLOnalhf9V7hf5g8hOT6VDpuhRANCAARIOiOLEx3R4qZnaZ1LdWuSvnBb9aba
hWixua8Tf6MZpfcxZF0LFzwAQ7xiHm3JgbTlgv7YdmaIPmtBFpC988RW
-----END PRIVATE KEY-----
`,
};
