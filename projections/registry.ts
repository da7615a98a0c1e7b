import type { AnyView } from '../src/kernel/view.js';
import type { EventSource } from '../src/platform/streams/event-codec.js';

/** Every read model. A new one is a file with the view and a line here. */
export const views: readonly AnyView[] = [];

/** The events that history is made of: of every decider, its category and its definitions. */
export const eventSources: readonly EventSource[] = [];
