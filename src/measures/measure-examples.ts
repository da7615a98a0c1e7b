const OF = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
};
const DRAFTER = { actor: 'w-001', role: 'social-worker', at: '2026-04-02T01:00:00.000Z' };

export const MEASURE_EXAMPLE = {
  measureId: '0198a2b4-0000-7000-8000-000000000000',
  ...OF,
  reward: false,
  kind: 'ADMONITION',
  status: 'endorsed',
  awaiting: ['deputy-director', 'director'],
  deciders: ['deputy-director', 'director'],
  happenedOn: '2026-04-01',
  draftedBy: ['w-001'],
  draftedAt: '2026-04-02T01:00:00.000Z',
  facts: '未经批准离开所居住的县三日',
  grounds: '《社区矫正法》第二十七条、第二十八条',
  sent: null,
  answer: null,
  history: [
    { action: 'drafted', ...DRAFTER },
    { action: 'endorsed', actor: 'o-001', role: 'office-head', at: '2026-04-02T02:00:00.000Z', opinion: '情况属实' },
  ],
};

export const MONITORING_EXAMPLE = {
  orderId: '0198a2b4-0000-7000-8000-000000000000',
  ...OF,
  ground: 'LEFT_WITHOUT_APPROVAL',
  status: 'drafted',
  from: '2026-04-05',
  to: null,
  extensions: 0,
  draft: { extension: 0, from: '2026-04-05', to: '2026-07-04' },
  endedOn: null,
  endedBy: null,
  history: [{ action: 'drafted', ...DRAFTER, text: '两次未经批准离开所居住的县' }],
};
