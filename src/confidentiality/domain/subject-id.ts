import { type FieldOptions, PatternField } from '../../kernel/fields.js';

/**
 * Id of what is sealed with one key. A return is called by its kind, its unit and its span, so its name is longer than any other id: the
 * longest kind with the longest id of a unit has 84 characters.
 */
const SUBJECT_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/;

export const SubjectIdField = (o: FieldOptions = {}): PropertyDecorator => PatternField(SUBJECT_ID, o);
