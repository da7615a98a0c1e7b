import { Rejection } from '../../kernel/rejection.js';

/** The reader has not said why, or it is too long ago. */
export const notOpened = (): Rejection =>
  new Rejection(
    'FILE_NOT_OPENED',
    { zh: '请先说明理由打开档案', en: 'The file has to be opened first, with a reason' },
    {},
    403,
  );
