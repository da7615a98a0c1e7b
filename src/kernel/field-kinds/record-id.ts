import { type FieldOptions, PatternField } from '../fields.js';

/**
 * Id of a record of any kind. Some are made of others: a return is called by its kind, its unit and its span, so the longest kind with the
 * longest id of a unit has 84 characters.
 */
const RECORD_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;

/** An id, or ids put together: 1 to 96 of letters, digits, dot, dash, underscore; begins with a letter or digit. */
export const RecordIdField = (o: FieldOptions = {}): PropertyDecorator => PatternField(RECORD_ID, o);
