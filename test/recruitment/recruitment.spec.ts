import { describe, expect, it } from '@jest/globals';
import { type JobApplicationRow, jobApplications } from '../../projections/recruitment/job-applications.view.js';
import { type RecruitmentRow, recruitments } from '../../projections/recruitment/recruitments.view.js';
import { recruitmentTasks } from '../../projections/worklist/workforce/recruitment.tasks.js';
import { taskView, type WorklistRow } from '../../projections/worklist/task.js';
import type { Face } from '../../src/kernel/context.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { AnnounceVacantPost } from '../../src/recruitment/domain/announcements/announce-post.js';
import { CloseRecruitment } from '../../src/recruitment/domain/announcements/close-recruitment.js';
import type { RecruitmentEvent } from '../../src/recruitment/domain/announcements/events.js';
import { NoteHire, ReleaseHire } from '../../src/recruitment/domain/announcements/note-hire.js';
import { recruitment } from '../../src/recruitment/domain/announcements/recruitment.js';
import { applicant } from '../../src/recruitment/domain/applicants/applicant.js';
import { DecideJobApplication } from '../../src/recruitment/domain/applicants/decide-application.js';
import { applicantEvents } from '../../src/recruitment/domain/applicants/events.js';
import { NoteAppointment } from '../../src/recruitment/domain/applicants/note-appointment.js';
import { ReceiveJobApplication } from '../../src/recruitment/domain/applicants/receive-job-application.js';
import { RecordApplicantInterview } from '../../src/recruitment/domain/applicants/record-interview.js';
import { ReviewApplicantQualification } from '../../src/recruitment/domain/applicants/review-qualification.js';
import { WithdrawJobApplication } from '../../src/recruitment/domain/applicants/withdraw-job-application.js';
import { AppointSocialWorker } from '../../src/social-workers/domain/service/appoint-social-worker.js';
import { socialWorker } from '../../src/social-workers/domain/social-worker.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';

const established = (posts: number): Readonly<Record<string, Face>> => ({
  staffing: { id: 'office-1', unit: 'office-1', status: 'established', facts: { posts } },
});
const announcing = (posts: number, taken: number) => ({
  officeId: 'office-1',
  posts,
  requirements: '社会工作专业',
  applyUntil: '2026-03-31',
  taken,
});
const world = (more: World = {}): World => ({ commandId: 'rec-1', at: '2026-03-09 09:00', ...more });
const announced = [AnnounceVacantPost, announcing(2, 3), world({ references: established(5) })] as const;
const hire = { recruitmentId: 'rec-1', applicationId: 'a-1' };

describe('announcing posts', () => {
  it('[HR-1] [ORG-2] is for posts that are vacant: as many as are free, not one more', () => {
    const announce = (posts: number, taken: number) =>
      given(recruitment).when(AnnounceVacantPost, announcing(posts, taken), world({ references: established(5) }));
    announce(2, 3).then({ type: 'PostAnnounced', data: { recruitmentId: 'rec-1', posts: 2, vacant: 2 } });
    announce(3, 3).thenRejected('RECRUITMENT_NOT_VACANT');
    announce(1, 5).thenRejected('RECRUITMENT_NOT_VACANT');
    given(recruitment)
      .when(AnnounceVacantPost, announcing(1, 0), world({ references: {} }))
      .thenRejected('RECRUITMENT_NOT_VACANT');
  });
  it('[HR-1] is of an office, for a time to apply in that has not passed', () => {
    const on = (at: string, more: World = {}) =>
      given(recruitment).when(AnnounceVacantPost, announcing(1, 0), world({ at, references: established(5), ...more }));
    on('2026-03-31 23:59').then({ type: 'PostAnnounced' });
    on('2026-04-01 00:00').thenRejected('RECRUITMENT_DAY_PASSED');
    on('2026-03-09 09:00', { jurisdiction: ['city-1', 'county-1'] }).thenRejected('RECRUITMENT_NEEDS_OFFICE');
  });
  it('[HR-1] is closed once; who was hired is counted once, and no more once they do not come', () => {
    const noted = [announced, [NoteHire, hire, world()]] as const;
    given(recruitment, story(recruitment, ...noted))
      .when(NoteHire, hire, world())
      .thenNothing();
    given(recruitment, story(recruitment, announced)).when(ReleaseHire, hire, world()).thenNothing();
    const released = story(recruitment, ...noted, [ReleaseHire, hire, world()]);
    expect(recruitment.face?.(fold(recruitment, recruitment.initial, released as RecruitmentEvent[]))).toMatchObject({
      facts: { posts: 2, hired: 0 },
    });
    const close = { recruitmentId: 'rec-1', reason: '已招满' };
    given(recruitment, story(recruitment, announced))
      .when(CloseRecruitment, close, world())
      .then({ type: 'RecruitmentClosed' });
    given(recruitment, story(recruitment, announced, [CloseRecruitment, close, world()]))
      .when(CloseRecruitment, close, world())
      .thenRejected('RECRUITMENT_CLOSED');
    given(recruitment).when(CloseRecruitment, close, world()).thenRejected('NOT_FOUND');
  });
});

const open = (more: object = {}, status = 'open'): World['references'] => ({
  recruitment: {
    ...{ id: 'rec-1', unit: 'office-1', status },
    facts: { posts: 2, hired: 0, applyUntil: '2026-03-31', ...more },
  },
});
const at = (time: string, references = open()): World => ({ commandId: 'a-1', at: time, references });
const form = { recruitmentId: 'rec-1', name: '陈思', phone: '0591-12345678', education: '本科，社会工作' };
const id = { applicationId: 'a-1' };
const scores = [
  { interviewer: 'o-1', score: 86 },
  { interviewer: 'o-2', score: 79 },
  { interviewer: 'o-3', score: 90 },
];
const received = [ReceiveJobApplication, form, at('2026-03-10 09:00')] as const;
const reviewed = (qualified: boolean) =>
  [ReviewApplicantQualification, { ...id, qualified, reasons: '见材料' }, at('2026-03-11 09:00')] as const;
const interview = { ...id, heldOn: '2026-03-12', scores, remarks: '沟通能力好' };
const interviewed = [RecordApplicantInterview, interview, at('2026-03-12 17:00')] as const;
const decide = (hired: boolean) =>
  [DecideJobApplication, { ...id, hired, reasons: '择优' }, at('2026-03-13 09:00')] as const;
const ready = [received, reviewed(true), interviewed] as const;

describe('applicants', () => {
  it('[HR-1] apply until the end of the last day, while the recruitment is open', () => {
    const apply = (time: string, references = open()) =>
      given(applicant).when(ReceiveJobApplication, form, at(time, references));
    apply('2026-03-31 23:59').then({ type: 'JobApplicationReceived', data: { ...id, officeId: 'office-1' } });
    apply('2026-04-01 00:00').thenRejected('RECRUITMENT_OVER');
    apply('2026-03-10 09:00', open({}, 'closed')).thenRejected('RECRUITMENT_CLOSED');
    apply('2026-03-10 09:00', {}).thenRejected('NOT_FOUND');
  });
  it('[SEC-3] what is told of them is sealed with a key of their own', () => {
    for (const { subject } of Object.values(applicantEvents).filter(({ personal }) => personal))
      expect(subject).toBe('applicationId');
    expect(applicantEvents.JobApplicationReceived.personal).toEqual([
      ...['name', 'identityNumber', 'phone', 'education', 'qualifications', 'experience'],
    ]);
  });
  it('[HR-1] are reviewed once, and interviewed once when they qualify, each interviewer with one score', () => {
    given(applicant, story(applicant, received, reviewed(true)))
      .when(...reviewed(true))
      .thenRejected('APPLICANT_REVIEWED');
    given(applicant, story(applicant, received))
      .when(...interviewed)
      .thenRejected('APPLICANT_NOT_QUALIFIED');
    given(applicant, story(applicant, received, reviewed(false)))
      .when(...interviewed)
      .thenRejected('APPLICANT_NOT_QUALIFIED');
    given(applicant, story(applicant, received, reviewed(true)))
      .when(...interviewed)
      .then({ type: 'ApplicantInterviewed', data: { scores, average: 85 } });
    given(applicant, story(applicant, ...ready))
      .when(...interviewed)
      .thenRejected('APPLICANT_INTERVIEWED');
    const twice = { ...interview, scores: [...scores, { interviewer: 'o-1', score: 60 }] };
    given(applicant, story(applicant, received, reviewed(true)))
      .when(RecordApplicantInterview, twice, at('2026-03-12 17:00'))
      .thenRejected('APPLICANT_INTERVIEWER_TWICE');
    given(applicant, story(applicant, received, reviewed(true)))
      .when(RecordApplicantInterview, interview, at('2026-03-11 17:00'))
      .thenRejected('APPLICANT_DAY_IN_FUTURE');
  });
  it('[HR-1] are hired after review and interview only, with reasons; not hired at any time', () => {
    for (const steps of [[received], [received, reviewed(true)], [received, reviewed(false)]] as const) {
      given(applicant, story(applicant, ...steps))
        .when(...decide(true))
        .thenRejected('APPLICANT_NOT_INTERVIEWED');
      given(applicant, story(applicant, ...steps))
        .when(...decide(false))
        .then({ type: 'ApplicantNotHired' });
    }
    given(applicant, story(applicant, ...ready))
      .when(...decide(true))
      .then({ type: 'ApplicantHired', data: { reasons: '择优' } });
    given(applicant, story(applicant, ...ready, decide(true)))
      .when(...decide(false))
      .thenRejected('APPLICANT_CLOSED');
  });
  it('[HR-1] are hired for as many posts as were announced, not one more, nor after the end', () => {
    const hiring = (references: World['references']) =>
      given(applicant, story(applicant, ...ready)).when(
        DecideJobApplication,
        { ...id, hired: true, reasons: '择优' },
        { ...at('2026-03-13 09:00'), references: references ?? {} },
      );
    hiring(open({ hired: 1 })).then({ type: 'ApplicantHired' });
    hiring(open({ hired: 2 })).thenRejected('RECRUITMENT_FULL');
    hiring(open({}, 'closed')).thenRejected('RECRUITMENT_CLOSED');
  });
  it('[HR-1] may withdraw until they are appointed, which is noted once', () => {
    const withdraw = (...steps: Parameters<typeof story>[1][]) =>
      given(applicant, story(applicant, ...steps)).when(
        WithdrawJobApplication,
        { ...id, reason: '放弃' },
        at('2026-03-16 09:00'),
      );
    const appointed = [
      NoteAppointment,
      { ...id, workerId: 'w-9', appointedOn: '2026-04-01' },
      at('2026-04-01 09:00'),
    ] as const;
    withdraw(received).then({ type: 'JobApplicationWithdrawn' });
    withdraw(...ready, decide(true)).then({ type: 'JobApplicationWithdrawn' });
    withdraw(...ready, decide(true), appointed).thenRejected('APPLICANT_CLOSED');
    withdraw(...ready, decide(false)).thenRejected('APPLICANT_CLOSED');
    given(applicant, story(applicant, ...ready, decide(true), appointed))
      .when(...appointed)
      .thenNothing();
    given(applicant, story(applicant, ...ready))
      .when(...appointed)
      .thenNothing();
  });
});

describe('the appointment of who was hired', () => {
  const body = { workerId: 'w-9', officeId: 'office-1', name: '陈思', appointedOn: '2026-04-01', applicationId: 'a-1' };
  const seen = (status: string, unit = 'office-1'): World['references'] => ({
    offices: { id: 'main', unit: '*', status: 'founded', facts: { 'office-1': 'city-1/county-1/office-1' } },
    applicant: { id: 'a-1', unit, status, facts: { recruitmentId: 'rec-1' } },
  });
  it('[HR-1] [HR-3] names the application, which was accepted for this office', () => {
    const appoint = (references: World['references']) =>
      given(socialWorker).when(AppointSocialWorker, body, {
        by: { actor: 'o-3', role: 'director', unit: 'county-1' },
        references: references ?? {},
      });
    appoint(seen('hired')).then({
      type: 'SocialWorkerAppointed',
      data: { applicationId: 'a-1', recruitmentId: 'rec-1' },
    });
    for (const unfit of [seen('interviewed'), seen('appointed'), seen('hired', 'office-2')])
      appoint(unfit).thenRejected('WORKER_APPLICATION_UNFIT');
    const { applicant: _, ...unknown } = seen('hired') ?? {};
    appoint(unknown).thenRejected('WORKER_APPLICATION_UNFIT');
  });
});

describe('what the lists show', () => {
  const stored = (events: readonly DomainEvent[]) => events.map((event, position) => recorded(event, { position }));
  const facts = (...steps: Parameters<typeof story>[1][]) => [
    ...story(recruitment, announced),
    ...story(applicant, ...steps),
  ];
  it('[HR-1] an announcement counts who applied, qualified, was interviewed, and how many posts still wait for somebody', () => {
    const row = (events: readonly DomainEvent[]) => foldView<RecruitmentRow>(recruitments, stored(events)).get('rec-1');
    expect(row(facts())).toMatchObject({ status: 'open', posts: 2, applications: 0, pending: 2 });
    const hired = [
      ...facts(...ready, decide(true)),
      ...story(recruitment, announced, [NoteHire, hire, world()]).slice(1),
    ];
    expect(row(hired)).toMatchObject({
      applications: 1,
      qualified: 1,
      interviewed: 1,
      hired: 1,
      appointed: 0,
      pending: 2,
    });
    const closed = story(recruitment, announced, [
      CloseRecruitment,
      { recruitmentId: 'rec-1', reason: '已招满' },
      world(),
    ]).slice(1);
    expect(row([...hired, ...closed])).toMatchObject({ status: 'closed', pending: 1 });
    const come: DomainEvent = {
      type: 'ApplicantAppointed',
      data: { ...id, recruitmentId: 'rec-1', officeId: 'office-1', workerId: 'w-9', appointedOn: '2026-04-01' },
    };
    expect(row([...hired, ...closed, come])).toMatchObject({ appointed: 1, pending: 0 });
  });
  it('[HR-1] an applicant with review, scores, decision and reasons', () => {
    const row = foldView<JobApplicationRow>(jobApplications, stored(facts(...ready, decide(false)))).get('a-1');
    expect(row).toMatchObject({
      ...{ status: 'not-hired', average: 85, review: { qualified: true }, interview: { scores, heldOn: '2026-03-12' } },
      decision: { hired: false, reasons: '择优', by: 'o-1' },
    });
  });
  it('[WRK-1] [HR-1] the worklist hands an applicant from step to step', () => {
    const tasks = (...steps: Parameters<typeof story>[1][]) =>
      [...foldView<WorklistRow>(taskView(recruitmentTasks), stored(story(applicant, ...steps))).values()]
        .filter(({ unit }) => unit !== null)
        .map(({ task, unit }) => [task, unit]);
    expect(tasks(received)).toEqual([['applicant-review', 'office-1']]);
    expect(tasks(received, reviewed(true))).toEqual([['applicant-interview', 'office-1']]);
    expect(tasks(received, reviewed(false))).toEqual([['applicant-decision', 'county-1']]);
    expect(tasks(...ready)).toEqual([['applicant-decision', 'county-1']]);
    expect(tasks(...ready, decide(true))).toEqual([['applicant-appointment', 'county-1']]);
    expect(tasks(...ready, decide(false))).toEqual([]);
  });
});
