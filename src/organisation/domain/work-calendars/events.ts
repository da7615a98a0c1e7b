import type { DomainEvent, EventDefinitions } from '../../../kernel/event.js';
import type { CalendarYear } from '../../../kernel/work-calendar.js';

export type WorkCalendarPublished = DomainEvent<'WorkCalendarPublished', CalendarYear>;
export type WorkCalendarEvent = WorkCalendarPublished;

export const workCalendarEvents: EventDefinitions<WorkCalendarEvent> = {
  WorkCalendarPublished: { version: 1, title: ['发布工作日历', 'Work calendar published'] },
};
