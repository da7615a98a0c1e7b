import { Body, ConflictException, Controller, Headers, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { superviseeIdOf } from '../../../src/supervisees/domain/supervisee-id.js';
import { callerOf } from './bearer.guard.js';
import { Acknowledgement, IncidentForm, Registration, VisitForm, WeeklyReportForm } from './forms.js';
import { type Done, Refused, Work } from './work.js';

const answered = async (work: Promise<Done>): Promise<Done> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refused) throw new ConflictException(error.message);
    throw error;
  }
};

/** The five commands at the paths that the product has them at. */
@Controller('v1')
export class PeerController {
  constructor(@Inject(Work) private readonly work: Work) {}

  @Post('supervisees')
  @HttpCode(200)
  register(@Body() form: Registration, @Req() request: FastifyRequest): Promise<Done> {
    return answered(this.work.register(superviseeIdOf(form), form, callerOf(request)));
  }

  @Post('supervisees/:id/weekly-reports')
  @HttpCode(200)
  report(@Param('id') id: string, @Body() form: WeeklyReportForm, @Req() request: FastifyRequest): Promise<Done> {
    return answered(this.work.report(id, form, callerOf(request)));
  }

  @Post('supervisees/:id/visits')
  @HttpCode(200)
  visit(
    @Param('id') id: string,
    @Body() form: VisitForm,
    @Headers('idempotency-key') key: string,
    @Req() request: FastifyRequest,
  ): Promise<Done> {
    return answered(this.work.visit(key, id, form, callerOf(request)));
  }

  @Post('incidents')
  @HttpCode(200)
  reportIncident(
    @Body() form: IncidentForm,
    @Headers('idempotency-key') key: string,
    @Req() request: FastifyRequest,
  ): Promise<Done> {
    return answered(this.work.reportIncident(key, form, callerOf(request)));
  }

  @Post('incidents/:id/acknowledgement')
  @HttpCode(200)
  acknowledge(@Param('id') id: string, @Body() _: Acknowledgement, @Req() request: FastifyRequest): Promise<Done> {
    return answered(this.work.acknowledgeIncident(id, callerOf(request)));
  }
}
