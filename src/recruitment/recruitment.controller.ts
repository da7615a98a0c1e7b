import { Controller, Inject } from '@nestjs/common';
import { command } from '../kernel/command.js';
import type { Jurisdictions } from '../kernel/context.js';
import type { Role } from '../kernel/roles.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { ReadStore } from '../platform/read-store/read-store.js';
import { AnnouncePost, AnnounceVacantPost } from './domain/announcements/announce-post.js';
import { CloseRecruitment } from './domain/announcements/close-recruitment.js';
import { DecideJobApplication } from './domain/applicants/decide-application.js';
import { ReceiveJobApplication } from './domain/applicants/receive-job-application.js';
import { RecordApplicantInterview } from './domain/applicants/record-interview.js';
import { ReviewApplicantQualification } from './domain/applicants/review-qualification.js';
import { WithdrawJobApplication } from './domain/applicants/withdraw-job-application.js';

/** The office, or the county for one of its offices. */
const RECRUITERS: readonly Role[] = ['office-head', 'deputy-director', 'director'];
const RECORDERS: readonly Role[] = ['officer', ...RECRUITERS];
/** Those of the county who decide about persons. */
const LEADERS: readonly Role[] = ['deputy-director', 'director'];

@Controller('v1')
export class RecruitmentController {
  constructor(
    private readonly commands: Commands,
    private readonly rows: ReadStore,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'standsFor'>,
  ) {}

  /** The receipt's id is the recruitment's. How many posts are taken may be a moment old; the fact says what was found. */
  @PostCommand('recruitments', AnnouncePost, RECRUITERS, { zh: '公布招聘岗位', en: 'Announce a post' })
  async announce(@Ordered() order: Order<AnnouncePost>): Promise<Receipt> {
    const { meta, officeId, posts, requirements, applyUntil } = order.command;
    const taken = await this.taken(officeId);
    return this.commands.send(
      command(AnnounceVacantPost, { officeId, posts, requirements, applyUntil, taken }, meta),
      order,
    );
  }

  /** Social workers who serve at the office, and announced posts that nobody was hired for or who was hired has not begun at. */
  private async taken(office: string): Promise<number> {
    const officeId = { $in: [...(await this.jurisdictions.standsFor(office))] };
    const serving = await this.rows.count<object>('social-worker-roster', { officeId, status: 'serving' });
    const group = [{ $group: { _id: null, pending: { $sum: '$pending' } } }];
    const [open] = await this.rows.aggregate<object, { pending: number }>('recruitments', { officeId }, group);
    return serving + (open?.pending ?? 0);
  }

  @PostCommand('recruitments/:recruitmentId/closing', CloseRecruitment, RECRUITERS, {
    zh: '结束招聘',
    en: 'Close a recruitment',
  })
  close(@Ordered() order: Order<CloseRecruitment>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** The receipt's id is the application's. */
  @PostCommand('recruitments/:recruitmentId/job-applications', ReceiveJobApplication, RECORDERS, {
    zh: '登记应聘报名',
    en: 'Receive a job application',
  })
  receive(@Ordered() order: Order<ReceiveJobApplication>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('job-applications/:applicationId/qualification-review', ReviewApplicantQualification, RECRUITERS, {
    zh: '资格审查',
    en: 'Review the qualification of an applicant',
  })
  review(@Ordered() order: Order<ReviewApplicantQualification>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('job-applications/:applicationId/interview', RecordApplicantInterview, RECRUITERS, {
    zh: '登记面试',
    en: 'Record the interview of an applicant',
  })
  interview(@Ordered() order: Order<RecordApplicantInterview>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('job-applications/:applicationId/decision', DecideJobApplication, LEADERS, {
    zh: '决定是否录用',
    en: 'Hire an applicant, or not',
  })
  decide(@Ordered() order: Order<DecideJobApplication>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('job-applications/:applicationId/withdrawal', WithdrawJobApplication, RECORDERS, {
    zh: '登记放弃应聘',
    en: 'Record that an applicant withdrew',
  })
  withdraw(@Ordered() order: Order<WithdrawJobApplication>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
