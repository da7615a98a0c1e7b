import { v5, v7 } from 'uuid';
import type { ChainPlace, StoredTexts } from './chain.js';

const NAMESPACE = '5f1d3c52-7a0e-5c0b-9b53-6c1f0a4f2d11';
const DUE_NAMESPACE = '0d6c7a52-41b8-5c8e-9a53-2f7be0c4d19a';

/** The library takes a text apart character by character; bytes it takes as they are. */
const idOfName = (name: string, namespace: string): string => v5(Buffer.from(name), namespace);

/** Id of a command from whoever sends it and the key that they chose: a repeat gives the same. */
export const commandIdOf = (actor: string, idempotencyKey: string): string =>
  idOfName(`${actor}\n${idempotencyKey}`, NAMESPACE);
/** A new command's id, ordered by time. */
export const newCommandId = (): string => v7();
/**
 * Id of an event from its command, its place and the stored texts. It says what the event holds, not only where it came from: the store
 * takes an append of known ids for a repeat of what it has, and would confirm to one process what another wrote for the same command.
 */
export const eventId = (commandId: string, place: ChainPlace, type: string, texts: StoredTexts): string =>
  idOfName(
    `${place.stream}\n${place.revision}\n${place.previousHash}\n${type}\n${texts.data}\n${texts.envelope}`,
    commandId,
  );
/** Id of the n-th command that a named reaction makes of an event. */
export const followUpId = (eventIdOf: string, reaction: string, index: number): string =>
  idOfName(`${reaction}:${index}`, eventIdOf);
/** Id of the command that is given at a due moment of a record. */
export const dueCommandId = (kind: string, key: string, dueAt: string): string =>
  idOfName(`${kind}\n${key}\n${dueAt}`, DUE_NAMESPACE);
