import type { Day, Quarter } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../kernel/event.js';
import type { PublicTable } from './suppression/suppress.js';

/** A city told the public how many persons are under supervision. What was left out is in no event: nobody can publish it later. */
export type PublicFiguresPublished = DomainEvent<
  'PublicFiguresPublished',
  {
    readonly cityId: string;
    readonly quarter: Quarter;
    readonly publishedOn: Day;
    /** Position in the history that was counted up to. */
    readonly position: number;
    /** The least number that is shown. */
    readonly leastCount: number;
    readonly table: PublicTable;
  }
>;

export type PublicFiguresEvent = PublicFiguresPublished;

export const publicFiguresEvents: EventDefinitions<PublicFiguresEvent> = {
  PublicFiguresPublished: { title: ['公布数据', 'Public figures published'], version: 1, day: 'publishedOn' },
};
