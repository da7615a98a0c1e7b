import { writeFile } from 'node:fs/promises';

/** Takes what a browser is asked to print, as `$html` and `$pdf`. */
const ARGUMENTS = `#!/bin/sh
for argument in "$@"; do case "$argument" in
  --print-to-pdf=*) pdf="\${argument#*=}" ;;
  file://*) html="\${argument#file://}" ;;
esac; done
`;

/** A program at that path in place of a browser. Unless told what it does, its PDF is the page itself after a first line. */
export const fakeBrowser = (path: string, does = `(echo %PDF-1.4; cat "$html") > "$pdf"`): Promise<void> =>
  writeFile(path, `${ARGUMENTS}${does}\n`, { mode: 0o700 });
