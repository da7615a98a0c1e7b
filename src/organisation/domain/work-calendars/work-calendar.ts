import { decider } from '../../../kernel/decider.js';
import { INSTALLATION } from '../../../kernel/roles.js';
import { workCalendarEvents } from './events.js';
import { PublishWorkCalendar, publishWorkCalendar } from './publish-work-calendar.js';
import { CALENDAR_ID, evolve, NO_CALENDARS } from './published-calendars.js';

export const workCalendar = decider({
  category: 'workCalendar',
  events: workCalendarEvents,
  commands: { PublishWorkCalendar },
  initial: NO_CALENDARS,
  evolve,
  decide: { PublishWorkCalendar: publishWorkCalendar },
  idOf: () => CALENDAR_ID,
  unitOf: () => INSTALLATION,
  governed: false,
});
