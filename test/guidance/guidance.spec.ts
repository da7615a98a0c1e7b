import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejection } from '../../src/kernel/rejection.js';
import { AnswerGuidance } from '../../src/guidance/domain/answer-guidance.js';
import { GUIDANCE_CATEGORIES, type GuidanceEvent } from '../../src/guidance/domain/events.js';
import { guidance } from '../../src/guidance/domain/guidance.js';
import { RequestGuidance } from '../../src/guidance/domain/request-guidance.js';
import { leaveBeyondDelegation } from '../../src/guidance/guidance.reactions.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { leave } from '../../src/leave/domain/leave.js';
import type { LeaveRequested, LeaveResubmitted } from '../../src/leave/domain/events.js';
import { readFields } from '../../src/platform/http/read-fields.js';
import { recorded } from '../support/fold-view.js';
import { given, metaOf, story, type World } from '../support/given.js';

const head: World = { by: { actor: 'o-1', role: 'office-head' }, commandId: 'g-1' };
const director: World = { by: { actor: 'o-3', role: 'director', unit: 'county-1' } };
const question = {
  category: 'RULE_UNCLEAR',
  rule: '社区矫正法第二十七条',
  question: '经常性跨县活动如何审批？',
  officeId: 'office-1',
} as const;
const answer = { guidanceId: 'g-1', text: '按简化程序办理' };
const asked = () => story(guidance, [RequestGuidance, question, head]);

describe('asking for guidance', () => {
  it('[GUI-1] in three categories, with the rule in question, by the unit that asks', () => {
    expect(GUIDANCE_CATEGORIES).toEqual(['RULES_CONFLICT', 'RULE_UNCLEAR', 'RULE_SILENT']);
    for (const category of GUIDANCE_CATEGORIES)
      given(guidance)
        .when(RequestGuidance, { ...question, category }, head)
        .then({ type: 'GuidanceRequested', data: { ...question, guidanceId: 'g-1', category } });
  });
  it('[GUI-1] about any record, also one whose id is made of others: a return of the unit with the longest', () => {
    const about = (id: string) => ({ about: { category: 'statisticalReturn', id } });
    const read = (id: string) => readFields(RequestGuidance, { ...question, ...about(id) });
    for (const id of [`BASIC_FACTS.${'x'.repeat(64)}.2026-03`, 'x'.repeat(96)])
      expect(read(id)).toMatchObject(about(id));
    expect(() => read('x'.repeat(97))).toThrow('INVALID_INPUT');
  });
  it('[GUI-1] county and city answer, once; the asking office does not', () => {
    for (const by of [director, { by: { actor: 'o-4', role: 'city-officer', unit: 'city-1' } } as const])
      given(guidance, asked())
        .when(AnswerGuidance, answer, by)
        .then({ type: 'GuidanceAnswered', data: { ...answer, officeId: 'office-1' } });
    given(guidance, asked()).when(AnswerGuidance, answer, head).thenRejected('GUIDANCE_FROM_ABOVE');
    const answered = story(guidance, [RequestGuidance, question, head], [AnswerGuidance, answer, director]);
    given(guidance, answered).when(AnswerGuidance, answer, director).thenRejected('GUIDANCE_ALREADY_ANSWERED');
    given(guidance).when(AnswerGuidance, answer, director).thenRejected('NOT_FOUND');
  });
  it('[GUI-1] an id asks once; the same occasion again adds nothing', () => {
    const about = { category: 'leave', id: 'r-1' };
    const fromLeave = story(guidance, [RequestGuidance, { ...question, guidanceId: 'r-1', about }, head]);
    given(guidance, fromLeave)
      .when(RequestGuidance, { ...question, guidanceId: 'r-1', about }, head)
      .thenNothing();
    given(guidance, fromLeave)
      .when(RequestGuidance, { ...question, guidanceId: 'r-1', about: { category: 'leave', id: 'r-2' } }, head)
      .thenRejected('GUIDANCE_ALREADY_REQUESTED');
    given(guidance, asked()).when(RequestGuidance, question, head).thenRejected('GUIDANCE_ALREADY_REQUESTED');
  });
  it('[GUI-1] whatever is done in whatever order, is asked once and answered at most once, afterwards', () => {
    const step = fc.tuple(
      fc.constantFrom([RequestGuidance, question] as const, [AnswerGuidance, answer] as const),
      fc.constantFrom(head, director),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const events = steps.reduce<GuidanceEvent[]>((before, [[type, fields], by]) => {
          try {
            const world = { ...by, commandId: 'g-1' };
            const next = given(guidance, before).when(type as typeof AnswerGuidance, fields as typeof answer, world);
            return [...before, ...(next.events() as GuidanceEvent[])];
          } catch (error) {
            if (error instanceof Rejection) return before;
            throw error;
          }
        }, []);
        expect(['', 'GuidanceRequested', 'GuidanceRequested,GuidanceAnswered']).toContain(
          events.map(({ type }) => type).join(),
        );
      }),
    );
  });
});

describe('leave beyond delegation', () => {
  const requested = (toDay: string, toHalf: 'AM' | 'PM'): LeaveRequested => {
    const fields = { workerId: 'w-1', kind: 'PERSONAL', fromDay: '2026-03-10', fromHalf: 'AM', toDay, toHalf };
    const worker: World = { by: { actor: 'w-1', role: 'social-worker' }, commandId: 'r-1' };
    return story(leave, [RequestLeave, { ...fields, reason: '家中有事' }, worker])[0] as LeaveRequested;
  };

  it('[LEV-5] asks for guidance under the id that the leave names, about that leave, without its reason', () => {
    const [followUp, ...more] = leaveBeyondDelegation.react(recorded(requested('2026-03-17', 'AM')));
    expect(more).toEqual([]);
    expect(followUp).toMatchObject({
      command: RequestGuidance,
      fields: {
        guidanceId: 'r-1',
        category: 'RULE_SILENT',
        officeId: 'office-1',
        about: { category: 'leave', id: 'r-1' },
      },
    });
    expect(JSON.stringify(followUp?.fields)).not.toContain('家中有事');
  });
  it('[LEV-5] is accepted as a command, and a leave that was returned and comes again asks nothing new', () => {
    const first = requested('2026-03-17', 'AM');
    const again: LeaveResubmitted = { type: 'LeaveResubmitted', data: first.data };
    const fieldsOf = (event: LeaveRequested | LeaveResubmitted) =>
      leaveBeyondDelegation.react(recorded(event))[0]?.fields as Omit<RequestGuidance, 'meta'>;
    const system: World = { by: { actor: 'system', role: 'system', unit: '*' }, commandId: 'f-1' };
    const command = Object.assign(new RequestGuidance(), fieldsOf(first), { meta: metaOf(system) });
    expect(guidance.idOf(command)).toBe('r-1');
    const opened = given(guidance).when(RequestGuidance, fieldsOf(first), system).events();
    expect(opened).toMatchObject([{ type: 'GuidanceRequested', data: { guidanceId: 'r-1' } }]);
    given(guidance, opened).when(RequestGuidance, fieldsOf(again), system).thenNothing();
  });
  it('[LEV-5] a leave of exactly the days that can be approved asks nothing', () => {
    expect(leaveBeyondDelegation.react(recorded(requested('2026-03-16', 'PM')))).toEqual([]);
  });
});
