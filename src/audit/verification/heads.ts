import { createHash, createPublicKey, verify } from 'node:crypto';

/** Where one stream ended. The hash covers every event of the stream up to there. */
export interface HeadLine {
  readonly stream: string;
  readonly revision: number;
  readonly hash: string;
}

/** The last line of a list of heads: of which history they are, and the installation's signature over them. */
export interface HeadsFooter {
  readonly streams: number;
  readonly events: number;
  /** Position up to which history was read. */
  readonly upTo: number;
  /** The running digest of an export of the same history: fixes the order across streams. */
  readonly digest: string;
  /** SHA-256 over the lines before. */
  readonly heads: string;
  readonly complete: boolean;
  /** Ed25519 over `community-corrections-heads` and the fields above, joined by line feeds, base64. */
  readonly signature: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/** Runs over the lines of a list of heads. */
export class HeadsDigest {
  private readonly hash = createHash('sha256');
  streams = 0;

  take({ stream, revision, hash }: HeadLine): void {
    this.hash.update(`${stream}\n${revision}\n${hash}\n`);
    this.streams += 1;
  }
  end(): string {
    return this.hash.digest('hex');
  }
}

/** What the signature of a list of heads covers. */
export const signedHeads = (footer: Omit<HeadsFooter, 'signature' | 'publicKey'>): string =>
  [
    'community-corrections-heads',
    footer.streams,
    footer.events,
    footer.upTo,
    footer.digest,
    footer.heads,
    footer.complete,
  ].join('\n');

/** A list of heads as it was kept; `sound` when it is whole and bears the installation's signature. */
export interface KeptHeads {
  readonly heads: ReadonlyMap<string, HeadLine>;
  readonly footer: HeadsFooter;
  readonly sound: boolean;
}

/**
 * Reads a list of heads.
 * @param publicKey PEM of the installation's key; without it the list's own is used
 * @returns undefined for a file that is not one
 */
export const headsIn = async (
  lines: AsyncIterable<string> | Iterable<string>,
  publicKey?: string,
): Promise<KeptHeads | undefined> => {
  const heads = new Map<string, HeadLine>();
  const digest = new HeadsDigest();
  let footer: HeadsFooter | undefined;
  for await (const text of lines) {
    if (text.trim() === '') continue;
    const line = headIn(text);
    if (!line || footer) return undefined;
    if ('signature' in line) footer = line;
    else {
      digest.take(line);
      heads.set(line.stream, line);
    }
  }
  if (!footer) return undefined;
  const whole = footer.streams === digest.streams && footer.heads === digest.end();
  return { heads, footer, sound: whole && isSignedBy(publicKey ?? footer.publicKey, footer) };
};

const headIn = (text: string): HeadLine | HeadsFooter | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    if ('heads' in value && 'signature' in value) return value as HeadsFooter;
    const isHead = 'stream' in value && 'revision' in value && 'hash' in value && !('data' in value);
    return isHead ? (value as HeadLine) : undefined;
  } catch {
    // Whatever the file is, it is not a list of heads.
    return undefined;
  }
};

const isSignedBy = (publicKey: string, footer: HeadsFooter): boolean => {
  try {
    return verify(
      null,
      Buffer.from(signedHeads(footer)),
      createPublicKey(publicKey),
      Buffer.from(footer.signature, 'base64'),
    );
  } catch {
    // The line itself says what key and signature are: they may be anything.
    return false;
  }
};
