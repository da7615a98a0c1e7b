import { rejections } from '../kernel/rejection.js';

export const reject = rejections({
  TOO_MANY_GROUPS: [
    '分组过多，请缩小范围或减少分组项',
    'There are too many groups; narrow the question or group by less',
  ],
  TOO_MANY_ROWS_FOR_EXCEL: [
    '行数超过 Excel 工作表的上限，请导出 CSV',
    'There are more rows than a sheet of Excel holds; export CSV',
  ],
});
