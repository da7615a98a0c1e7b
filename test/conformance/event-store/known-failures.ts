/** Failures that are known, each with its cause: by test (`file › full name`), by file, or by group (the folder's name). */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {};
