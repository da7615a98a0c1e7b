import { checksum } from '../../storage/checksum.js';
import type { Database } from '../../storage/database.js';
import { StorageDamaged, StorageFailure } from '../../storage/errors.js';
import type { StoreKind } from '../../storage/store-file.js';
import { Catalogue, createCatalogue } from './catalogue.js';
import { Rows } from './rows.js';
import { asBuffer } from './stored-document.js';

const verify = (db: Database): void => {
  const catalogue = new Catalogue(db);
  const rows = new Rows(db, catalogue);
  for (const collection of catalogue.all()) {
    const fault = faultOf(() => rows.fault(collection));
    if (fault !== undefined) throw new StorageDamaged(db.file, `is damaged: ${fault}`);
  }
};

const faultOf = (check: () => string | undefined): string | undefined => {
  try {
    return check();
  } catch (error) {
    if (error instanceof StorageFailure) return error.message;
    throw error;
  }
};

/** Documents from before there were checksums get theirs; that their pages were sound has been checked. */
const addChecksums = (db: Database): void => {
  for (const [id] of db.prepare('SELECT id FROM collections').all()) {
    const table = `docs_${Number(id)}`;
    db.exec(`ALTER TABLE ${table} ADD COLUMN checksum INTEGER`);
    const next = db.prepare(`SELECT rid, body FROM ${table} WHERE rid > ? ORDER BY rid LIMIT 500`);
    const set = db.prepare(`UPDATE ${table} SET checksum = ? WHERE rid = ?`);
    for (let page = next.all(-1); page.length > 0; page = next.all(page.at(-1)?.[0] ?? null))
      for (const [rid, body] of page) set.run(checksum(asBuffer(body)), Number(rid));
  }
};

const addValidators = (db: Database): void => db.exec('ALTER TABLE collections ADD COLUMN validator BLOB');

/** The file of the documents. Version 1 has a checksum with each document, version 2 the validators of collections. */
export const DOCUMENTS: StoreKind = {
  name: 'document database',
  file: 'documents.db',
  id: 0x444f4353,
  version: 2,
  table: 'collections',
  create: createCatalogue,
  upgrades: [addChecksums, addValidators],
  verify,
};
