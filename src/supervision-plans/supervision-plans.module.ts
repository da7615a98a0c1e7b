import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { correctionPlan } from './domain/plan/correction-plan.js';
import { supervisionTeam } from './domain/team/supervision-team.js';
import { PlansController } from './plans.controller.js';
import { PlansQueries } from './plans.queries.js';
import { TeamsController } from './teams.controller.js';
import { TeamsQueries } from './teams.queries.js';

/** How each person is supervised: by whom, by what plan, how strictly. */
@Module({
  controllers: [TeamsController, TeamsQueries, PlansController, PlansQueries],
  providers: [MinorsShield, ...handlersFor(supervisionTeam), ...handlersFor(correctionPlan)],
})
export class SupervisionPlansModule {}
