import { Controller, type StreamableFile } from '@nestjs/common';
import { IdField, InstantField, IntegerField, PatternField } from '../kernel/fields.js';
import { INSTALLATION } from '../kernel/roles.js';
import { ndjson } from '../platform/http/ndjson.js';
import { Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { AuditTrail } from './audit-trail.js';

export class PublicKeyQuery {}

export class AuditQuery {
  @PatternField(/^[A-Za-z]+-.{1,100}$/, { optional: true, description: '流 / stream', example: 'leave-w-001' })
  declare readonly stream?: string;
  @PatternField(/^[A-Za-z]{1,64}$/, { optional: true, description: '事件类型 / event type', example: 'LeaveApproved' })
  declare readonly type?: string;
  @IdField({ optional: true, description: '操作人 / who did it', example: 'o-001' }) declare readonly actor?: string;
  @IdField({ optional: true, description: '所属单位 / unit that the record belongs to', example: 'office-1' })
  declare readonly unit?: string;
  @InstantField({ optional: true, description: '起 / from, when it happened', example: '2026-03-01T00:00:00+08:00' })
  declare readonly from?: string;
  @InstantField({ optional: true, description: '止 / to', example: '2026-03-31T23:59:59+08:00' })
  declare readonly to?: string;
  @IntegerField({ optional: true, description: '从该位置之后继续 / go on after this position', example: 0 })
  declare readonly after?: number;
}

@Controller('v1/audit')
export class AuditController {
  constructor(private readonly trail: AuditTrail) {}

  /** One event a line, in the order of history; the last line says how much there was and is signed. */
  @GetQuery('events', AuditQuery, ['auditor'], { zh: '查阅历史（NDJSON）', en: 'Read the history (NDJSON)' })
  events(@Queried() { query, principal }: Question<AuditQuery>): StreamableFile {
    const scope = principal.unit === INSTALLATION ? '*' : principal.reach;
    return ndjson(this.trail.lines({ ...query }, scope));
  }

  /** Kept where exports are checked, it shows that an export comes from this installation. */
  @GetQuery(
    'public-key',
    PublicKeyQuery,
    ['auditor'],
    { zh: '本安装的签名公钥', en: 'Public key that exports are signed with' },
    { example: { publicKey: '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA…\n-----END PUBLIC KEY-----\n' } },
  )
  publicKey(): { publicKey: string } {
    return { publicKey: this.trail.publicKey };
  }
}
