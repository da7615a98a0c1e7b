import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ChoiceField, IdField, IntegerField, PatternField } from '../../kernel/fields.js';
import { Public } from '../../platform/auth/access.js';
import { RateLimiter } from '../../platform/auth/rate-limiter.js';
import type { Receipt } from '../../platform/commands/receipt.js';
import { openOrderDocs } from '../../platform/http/documentation/operations.js';
import { notesOf } from '../../platform/http/edge-request.js';
import { readFields } from '../../platform/http/read-fields.js';
import { type Grade, GRADES, YearField } from '../domain/grades.js';
import { BallotBox } from './ballot-box.js';

export class BallotForm {
  @IdField({ path: true }) declare readonly workerId: string;
  @YearField({ path: true }) declare readonly year: string;
  @IntegerField({ min: 1, max: 1_000, description: '第几次测评 / round', example: 1 }) declare readonly round: number;
  @PatternField(/^[0-9a-f]{64}$/, { description: '投票人自拟的密值 / the voter’s secret', example: '5a'.repeat(32) })
  declare readonly secret: string;
  @PatternField(/^[0-9a-f]{512}$/, { description: '去盲后的凭证 / the credential', example: '5a'.repeat(256) })
  declare readonly credential: string;
  @ChoiceField(GRADES, { description: '评价 / grade', example: 'COMPETENT' }) declare readonly grade: Grade;
}

/**
 * Where ballots are cast: the one order of the service that no person gives. What admits it is the credential; an access token, or a
 * correlation id, would name the voter, so neither is looked at nor noted, and the log line of the request says that somebody cast
 * some ballot.
 */
@Controller('ballots')
export class BallotsController {
  constructor(
    private readonly box: BallotBox,
    private readonly limiter: RateLimiter,
  ) {}

  @Public()
  @Post(':workerId/:year')
  @HttpCode(200)
  @openOrderDocs(BallotForm, { zh: '投票', en: 'Cast a ballot' })
  async cast(
    @Req() request: FastifyRequest,
    @Param('workerId') workerId: string,
    @Param('year') year: string,
    @Body() body: unknown,
  ): Promise<Receipt> {
    delete notesOf(request).correlationId;
    await this.limiter.count(request, `ip:${request.ip}`);
    const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {};
    const form = readFields(BallotForm, { ...given, workerId, year });
    return this.box.put(form);
  }
}
