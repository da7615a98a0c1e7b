import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { CoDefendants } from './co-defendants.js';
import { ReturnToSupervision } from './domain/absence/return-to-supervision.js';
import { CorrectRegistration } from './domain/correction/correct-registration.js';
import { DischargeSupervisee } from './domain/discharge-supervisee.js';
import { FileArchiveNote } from './domain/ending/file-archive-note.js';
import { RecordFinalEvaluation } from './domain/ending/record-final-evaluation.js';
import { RecordDecision } from './domain/record-decision.js';
import { RecordRightsAcknowledgement } from './domain/record-rights-acknowledgement.js';
import { RegisterSupervisee } from './domain/register-supervisee.js';
import { ExtendTerm } from './domain/term/extend-term.js';
import { RecordWeeklyReport } from './domain/weekly-reports/record-weekly-report.js';

/** Social workers take part in receiving people and their reports; whom the service takes in or lets go, officers put on record. */
const RECEIVING: readonly Role[] = ['social-worker', ...POSTS];
const OFFICERS: readonly Role[] = POSTS;
/** The final evaluation is the office's own. */
const OFFICE: readonly Role[] = ['officer', 'office-head'];

@Controller('v1')
export class SuperviseesController {
  constructor(
    private readonly commands: Commands,
    private readonly coDefendants: CoDefendants,
  ) {}

  @PostCommand('supervision-decisions', RecordDecision, OFFICERS, {
    zh: '登记决定文书（待报到）',
    en: 'Record a decision document before its person reports',
  })
  async recordDecision(@Ordered() order: Order<RecordDecision>): Promise<Receipt> {
    await this.coDefendants.check(order.command);
    return this.commands.send(order.command, order);
  }

  /** The receipt's id is the supervisee's: it derives from the decision document. */
  @PostCommand('supervisees', RegisterSupervisee, RECEIVING, { zh: '报到登记', en: 'Register a supervisee' })
  async register(@Ordered() order: Order<RegisterSupervisee>): Promise<Receipt> {
    await this.coDefendants.check(order.command);
    return this.commands.send(order.command, order);
  }

  @PostCommand('supervisees/:superviseeId/registration/correction', CorrectRegistration, OFFICERS, {
    zh: '更正登记的矫正类别',
    en: 'Correct the category of a registration',
  })
  correct(@Ordered() order: Order<CorrectRegistration>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('supervisees/:superviseeId/rights-acknowledgement', RecordRightsAcknowledgement, RECEIVING, {
    zh: '登记权利义务告知',
    en: 'Record the acknowledgement of rights and obligations',
  })
  acknowledgeRights(@Ordered() order: Order<RecordRightsAcknowledgement>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('supervisees/:superviseeId/weekly-reports', RecordWeeklyReport, RECEIVING, {
    zh: '登记周汇报',
    en: 'Record a weekly report',
  })
  reportWeek(@Ordered() order: Order<RecordWeeklyReport>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('supervisees/:superviseeId/term-extensions', ExtendTerm, OFFICERS, {
    zh: '登记延长矫正期限的文书',
    en: 'Record a document that extends the term',
  })
  extendTerm(@Ordered() order: Order<ExtendTerm>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('supervisees/:superviseeId/return-to-supervision', ReturnToSupervision, OFFICERS, {
    zh: '登记恢复监管',
    en: 'Record that somebody is back under supervision',
  })
  returnToSupervision(@Ordered() order: Order<ReturnToSupervision>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('supervisees/:superviseeId/final-evaluation', RecordFinalEvaluation, OFFICE, {
    zh: '登记评估总结',
    en: 'Record the final evaluation',
  })
  evaluate(@Ordered() order: Order<RecordFinalEvaluation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('supervisees/:superviseeId/archive-notes', FileArchiveNote, RECEIVING, {
    zh: '向已结案的档案归档材料',
    en: 'File a note in a closed file',
  })
  fileArchiveNote(@Ordered() order: Order<FileArchiveNote>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('supervisees/:superviseeId/discharge', DischargeSupervisee, OFFICERS, {
    zh: '解除或终止社区矫正',
    en: 'Discharge a supervisee',
  })
  discharge(@Ordered() order: Order<DischargeSupervisee>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
