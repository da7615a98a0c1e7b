import { type CanActivate, type ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Jurisdictions } from '../../kernel/context.js';
import type { Principal } from '../../kernel/roles.js';
import { Clock } from '../clock.js';
import { headerOf, notesOf, officeAskedFor } from '../http/edge-request.js';
import { Problem } from '../http/problem.js';
import { AccessTable, relationIn } from './access-table.js';
import { Authenticator } from './authenticator.js';
import { JURISDICTIONS } from './jurisdictions.js';

/** Lets a request through to its route: who sends it, whom the caller acts for, role. Scope is decided with the record. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(AccessTable) private readonly table: AccessTable,
    @Inject(Authenticator) private readonly authenticator: Authenticator,
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(JURISDICTIONS) private readonly jurisdictions?: Jurisdictions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const row = this.table.of(context.getClass(), context.getHandler());
    if (row?.open) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.authenticator.caller(request);
    const principal = await this.effective(caller, request);
    const notes = notesOf(request);
    notes.principal = principal;
    const relation = row && relationIn(row, principal.role);
    if (relation === undefined) throw new Problem('FORBIDDEN');
    notes.relation = relation;
    // A command finds the unit of its record itself; a question is filtered by what the caller reaches.
    if (request.method !== 'POST' && this.jurisdictions)
      await this.noteUnits(request, principal.unit, this.jurisdictions);
    return true;
  }

  private async noteUnits(request: FastifyRequest, unit: string, jurisdictions: Jurisdictions): Promise<void> {
    const notes = notesOf(request);
    notes.reach = await jurisdictions.standsFor(unit);
    const office = officeAskedFor(request);
    if (office !== undefined) notes.asked = await jurisdictions.standsFor(office);
  }

  private async effective(caller: Principal, request: FastifyRequest): Promise<Principal> {
    const person = headerOf(request, 'x-on-behalf-of');
    if (person === undefined) return caller;
    const principal = await this.jurisdictions?.actingFor(caller.actor, person, this.clock.now());
    if (!principal) throw new Problem('NO_DELEGATION');
    // The caller stays the actor on record, whatever the delegation names.
    return { ...principal, actor: caller.actor, onBehalfOf: person };
  }
}
