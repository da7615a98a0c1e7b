import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { publicFigures } from './domain/public-figures.js';
import { PeopleAtQuartersEnd } from './people-at-quarters-end.js';
import { PublicFiguresQueries } from './public-figures.queries.js';
import { PublicationController } from './publication.controller.js';

@Module({
  controllers: [PublicationController, PublicFiguresQueries],
  providers: [PeopleAtQuartersEnd, ...handlersFor(publicFigures)],
})
export class PublicFiguresModule {}
