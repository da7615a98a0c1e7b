import { Module } from '@nestjs/common';
import type { AnyDecider } from '../kernel/decider.js';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { supervisionLevel } from './domain/level/supervision-level.js';
import { correctionPlan } from './domain/plan/correction-plan.js';
import { supervisionTeam } from './domain/team/supervision-team.js';
import { LevelsController } from './levels.controller.js';
import { LevelsQueries } from './levels.queries.js';
import { PlansController } from './plans.controller.js';
import { PlansQueries } from './plans.queries.js';
import { TeamsController } from './teams.controller.js';
import { TeamsQueries } from './teams.queries.js';

/** What can be commanded about teams, plans and levels. */
export const PLAN_DECIDERS: readonly AnyDecider[] = [supervisionTeam, correctionPlan, supervisionLevel];

/** How each person is supervised: by whom, by what plan, how strictly. */
@Module({
  controllers: [TeamsController, TeamsQueries, PlansController, PlansQueries, LevelsController, LevelsQueries],
  providers: [
    MinorsShield,
    ...handlersFor(supervisionTeam),
    ...handlersFor(correctionPlan),
    ...handlersFor(supervisionLevel),
  ],
})
export class SupervisionPlansModule {}
