import { describe, expect, it } from '@jest/globals';
import { accessId, historyAccess } from '../../src/audit/domain/history-access.js';
import { OpenHistory } from '../../src/audit/domain/open-history.js';
import { command } from '../../src/kernel/command.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { given, metaOf, shanghai, type World } from '../support/given.js';

const auditor: World = { at: '2026-03-09 08:00', by: { actor: 'auditor-1', role: 'auditor', unit: 'county-1' } };
const asked = { kind: 'supervisee', subjectId: 's-1', reason: '核查' } as const;

describe('opening a history', () => {
  it('[SEC-4] is a fact that says who, whose, why, and until when by the policy', () => {
    const rules = { ...FUZHOU_REGIME, files: { ...FUZHOU_REGIME.files, openMinutes: 45 } };
    given(historyAccess)
      .when(OpenHistory, asked, { ...auditor, rules })
      .then({
        type: 'HistoryOpened',
        data: { ...asked, superviseeId: 's-1', reader: 'auditor-1', openUntil: shanghai('2026-03-09 08:45') },
      });
  });

  it('is in the person’s file when the record is the person’s own, and only then', () => {
    const opened = (kind: 'record' | 'document' | 'socialWorker', subjectId: string) =>
      given(historyAccess)
        .when(OpenHistory, { ...asked, kind, subjectId }, auditor)
        .events()[0]?.data;
    expect(opened('record', 'supervisee-s-1')).toMatchObject({ superviseeId: 's-1' });
    for (const data of [opened('record', 'leave-w-1'), opened('socialWorker', 's-1'), opened('document', 'roster/s-1')])
      expect(data).not.toHaveProperty('superviseeId');
  });

  it('[SEC-2] belongs to the person’s unit; of a record, to the reader’s', () => {
    const unit = (kind: 'supervisee' | 'record', person?: { unit: string }) =>
      historyAccess.unitOf(
        { openUntil: null },
        command(OpenHistory, { ...asked, kind }, metaOf(auditor)),
        person ? { person: { id: 's-1', status: 'registered', facts: {}, ...person } } : {},
      );
    expect(unit('supervisee', { unit: 'office-2' })).toBe('office-2');
    expect(unit('supervisee')).toBeUndefined();
    expect(unit('record')).toBe('county-1');
  });

  it('is each reader’s own', () => {
    expect(accessId('supervisee', 's-1', 'a')).not.toBe(accessId('supervisee', 's-1', 'b'));
    expect(accessId('supervisee', 's-1', 'a')).not.toBe(accessId('socialWorker', 's-1', 'a'));
  });
});
