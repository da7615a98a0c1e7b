import { rejections } from '../../kernel/rejection.js';

export const reject = rejections({
  WORKER_NOT_SERVING: ['该社工在该季度不在岗', 'The social worker is not in service in that quarter'],
  APPRAISAL_NOT_OPEN: ['该季度尚未到考评时间', 'The appraisal of that quarter is not open yet'],
  APPRAISAL_RECORDED: ['该季度的考评已经记录', 'The quarter was appraised already'],
  APPRAISAL_MISSING: ['该季度尚未考评', 'The quarter was not appraised'],
  APPRAISAL_INSPECTED: ['该季度的考评不在待检查状态', 'The appraisal does not wait for inspection'],
  APPRAISAL_NOT_RETURNED: ['该季度的考评没有被退回', 'The appraisal was not returned'],
  APPRAISAL_OWN: ['不得考评本人', 'Nobody appraises themselves'],
  APPRAISAL_OWN_WRITING: ['不得检查本人所写的考评', 'Nobody inspects what they wrote themselves'],
});
