import { MongoError, unsupported } from '../errors.js';

/**
 * A server regular expression as a JavaScript one. Flags i, m, s (u is always on); x is refused, and so is syntax that
 * JavaScript does not know, with the server's code for a wrong expression.
 */
export function compileRegex(pattern: string, flags: string): RegExp {
  for (const flag of flags) {
    if (flag === 'x') throw unsupported('the regular expression flag x');
    if (!'imsu'.includes(flag))
      throw new MongoError({ code: 51108, name: 'Location51108' }, `invalid flag in regex options: ${flag}`);
  }
  const kept = [...new Set(flags.replace('u', ''))].join('');
  try {
    return new RegExp(pattern, `${kept}u`);
  } catch {
    return compileLoosely(pattern, kept);
  }
}

/** Without the `u` flag JavaScript allows needless escapes (`\-`), as the server does. */
function compileLoosely(pattern: string, flags: string): RegExp {
  if (/\(\?[a-zA-Z^#>|&+\-(]|\\[AzZGQEKRXhHN]|\[\[:|[*+?}]\+/.test(pattern))
    throw unsupported('this regular expression syntax');
  try {
    return new RegExp(pattern, flags);
  } catch (cause) {
    throw new MongoError(
      { code: 51091, name: 'Location51091' },
      `Regular expression is invalid: ${(cause as Error).message}`,
    );
  }
}
