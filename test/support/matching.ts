import { BSON, type Document } from 'mongodb';
import { matches } from '../conformance/mongodb-fuzz/oracle-match.js';

/** As the database stores it: numbers with their width, and nothing that is undefined. */
const stored = (value: object): Document =>
  BSON.deserialize(BSON.serialize(value, { ignoreUndefined: true }), { promoteValues: false, bsonRegExp: true });

/** Whether a row answers a filter of the database, by the oracle that the embedded MongoDB is measured against. */
export const matching = (filter: object): ((row: object) => boolean) => {
  const wanted = stored(filter);
  return (row) => matches(stored(row), wanted);
};
