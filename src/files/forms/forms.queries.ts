import { Controller, StreamableFile } from '@nestjs/common';
import { dayAt, type Instant } from '../../kernel/day.js';
import { IdField, PatternField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import { POSTS, READS_PERSONAL_DATA } from '../../kernel/roles.js';
import { type Access, ownFor } from '../../platform/auth/access.js';
import { Clock } from '../../platform/clock.js';
import { AfterQuery, Queried, type Question } from '../../platform/http/question.js';
import { GetQuery } from '../../platform/http/routes.js';
import { reaches, type Reader, type Scoped } from '../../platform/read-store/reach.js';
import { ReadStore } from '../../platform/read-store/read-store.js';
import { SubjectKeys } from '../../platform/sealing/subject-keys.js';
import { Names } from '../names.js';
import { type AppraisalOnForm, annualAppraisalForm, type QuarterOnForm } from './annual-appraisal-form.js';
import { type LeaveOnForm, leaveForm } from './leave-form.js';

/** Who reads the requests and the appraisals themselves. */
const READERS: Access = ownFor(['social-worker', ...POSTS, 'auditor']);

export class LeaveFormQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @IdField({ path: true }) declare readonly requestId: string;
}
export class AnnualAppraisalFormQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly workerId: string;
  @PatternField(/^\d{4}$/, { path: true, description: '年度 / year', example: '2026' }) declare readonly year: string;
}

type LeaveRow = Scoped &
  Omit<LeaveOnForm, 'name' | 'office' | 'substitute' | 'certificate'> & {
    readonly officeId: string;
    readonly substitute?: string;
    readonly certificate?: string;
  };
type AppraisalRow = Scoped &
  Omit<AppraisalOnForm, 'name' | 'office' | 'appointedOn' | 'quarters' | 'headOpinion' | 'graded'> & {
    readonly officeId: string;
    readonly quarters: readonly string[];
    readonly headOpinion: (NonNullable<AppraisalOnForm['headOpinion']> & { readonly at: Instant }) | null;
    readonly graded: AppraisalOnForm['graded'] | null;
  };
interface WorkerRow {
  readonly name: string;
  readonly appointedOn: string;
}

const HTML = { as: 'html', example: '<!doctype html>…', schema: { type: 'string' } } as const;

/** The forms that are kept on paper, filled in from the read models, for whoever may read those. */
@Controller('v1/social-workers/:workerId')
export class FormsQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly keys: SubjectKeys,
    private readonly clock: Clock,
  ) {}

  @GetQuery(
    'leave-requests/:requestId/form',
    LeaveFormQuery,
    READERS,
    { zh: '打印请假审批表（A4）', en: 'Leave form to print (A4)' },
    HTML,
  )
  async leave(@Queried() { query, principal }: Question<LeaveFormQuery>): Promise<StreamableFile> {
    const { row, asOf } = await this.rows.oneAsOf<LeaveRow>('leave-ledger', query.requestId, query);
    if (!row || row.workerId !== query.workerId || !reaches(principal, row)) throw notFound();
    const { open, names } = this.reading(principal);
    const { substitute, certificate = null, ...leave } = await open(row);
    const history = await Promise.all(leave.history.map((step) => named(step, names)));
    const form: LeaveOnForm = {
      ...leave,
      name: await names.of(leave.workerId),
      office: await names.of(leave.officeId),
      substitute: substitute === undefined ? null : await names.of(substitute),
      certificate,
      history,
    };
    return page(
      leaveForm(form, { by: await names.of(principal.actor), at: this.clock.now(), position: asOf.position }),
    );
  }

  /** There is a form once there is a grade: until then nobody is told what it will be made of (APP-4). */
  @GetQuery(
    'annual-appraisals/:year/form',
    AnnualAppraisalFormQuery,
    READERS,
    { zh: '打印年度考核登记表（A4）', en: 'Annual appraisal form to print (A4)' },
    HTML,
  )
  async appraisal(@Queried() { query, principal }: Question<AnnualAppraisalFormQuery>): Promise<StreamableFile> {
    const { workerId, year } = query;
    const { row, asOf } = await this.rows.oneAsOf<AppraisalRow>('annual-appraisals', `${workerId}:${year}`, query);
    if (!row?.graded || !reaches(principal, row)) throw notFound();
    const { open, names } = this.reading(principal);
    const { headOpinion, graded, appealDecision, ...appraisal } = await open({ ...row, graded: row.graded });
    const worker = await this.rows.one<WorkerRow>('social-worker-roster', workerId);
    const quarters = await Promise.all(appraisal.quarters.map((quarter) => this.quarter(workerId, quarter)));
    const form: AppraisalOnForm = {
      ...appraisal,
      name: await names.of(workerId),
      office: await names.of(appraisal.officeId),
      appointedOn: worker?.appointedOn ?? null,
      quarters: await open(quarters.filter((one) => one !== undefined)),
      headOpinion: headOpinion && { ...headOpinion, on: dayAt(headOpinion.at), by: await names.of(headOpinion.by) },
      graded: { ...graded, by: await names.of(graded.by) },
      appealDecision: appealDecision && { ...appealDecision, by: await names.of(appealDecision.by) },
    };
    const printed = { by: await names.of(principal.actor), at: this.clock.now(), position: asOf.position };
    return page(annualAppraisalForm(form, printed));
  }

  private quarter(workerId: string, quarter: string): Promise<QuarterOnForm | undefined> {
    return this.rows.one<QuarterOnForm>('appraisal-record', `${workerId}:${quarter}`);
  }

  /** Makes readable what the reader may read, and names whom it names. */
  private reading({ role }: Reader): { open: <T>(answer: T) => Promise<T>; names: Names } {
    const may = READS_PERSONAL_DATA.includes(role);
    const open = <T>(answer: T): Promise<T> => this.keys.open(answer, may);
    return { open, names: new Names(this.rows, open) };
  }
}

/** Who did it has a name on paper. */
const named = async (step: LeaveOnForm['history'][number], names: Names): Promise<LeaveOnForm['history'][number]> => ({
  ...step,
  actor: await names.of(step.actor),
  ...(step.onBehalfOf === undefined ? {} : { onBehalfOf: await names.of(step.onBehalfOf) }),
});

const page = (html: string): StreamableFile =>
  new StreamableFile(Buffer.from(html, 'utf8'), { type: 'text/html; charset=utf-8' });
