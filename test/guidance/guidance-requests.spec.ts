import { describe, expect, it } from '@jest/globals';
import { guidanceRequests, type GuidanceRow } from '../../projections/guidance/guidance-requests.view.js';
import { foldView, recorded } from '../support/fold-view.js';

describe('the requests for guidance', () => {
  it('[GUI-1] show the question, and its answer once there is one', () => {
    const of = { guidanceId: 'g-1', officeId: 'office-1' };
    const question = { category: 'RULE_SILENT', rule: '请假审批权限', question: '应如何审批？' };
    const asked = recorded({ type: 'GuidanceRequested', data: { ...of, ...question } }, { position: 1 });
    const answered = recorded(
      { type: 'GuidanceAnswered', data: { ...of, text: '参照办理' } },
      { position: 2, actor: 'o-3' },
    );
    const after = (...events: (typeof asked)[]) => foldView<GuidanceRow>(guidanceRequests, events).get('g-1');
    expect(after(asked)).toMatchObject({ ...of, ...question, status: 'open', about: null, answer: null });
    expect(after(asked, answered as unknown as typeof asked)).toMatchObject({
      ...{ ...question, status: 'answered' },
      answer: { text: '参照办理', by: 'o-3' },
    });
  });
});
