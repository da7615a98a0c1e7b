import type { PersistentPb } from '../protocol/messages.js';
import { isStrategy, type StrategyName } from './strategies.js';

/** Where a group begins: at the first event, after the last one, or with the event at a revision or position. */
export type Start = 'start' | 'end' | number;

/** What a group is set to. Times in milliseconds; counts of 0 mean no limit where a limit is meant. */
export interface GroupSettings {
  readonly resolveLinks: boolean;
  readonly start: Start;
  readonly extraStatistics: boolean;
  /** 0: events never time out. */
  readonly messageTimeout: number;
  readonly maxRetryCount: number;
  readonly checkpointAfter: number;
  readonly minCheckpointCount: number;
  readonly maxCheckpointCount: number;
  /** 0: as many as there come. */
  readonly maxSubscriberCount: number;
  readonly liveBufferSize: number;
  readonly readBatchSize: number;
  readonly historyBufferSize: number;
  readonly strategy: StrategyName;
}

type Message = PersistentPb.CreateReq.Settings | PersistentPb.UpdateReq.Settings;

const TICKS_PER_MS = 10_000;
/** The old field for the strategy, by its number. */
const NUMBERED: readonly StrategyName[] = ['DispatchToSingle', 'RoundRobin', 'Pinned'];

const strategyNamed = (settings: Message): string => {
  const named = 'getConsumerStrategy' in settings ? settings.getConsumerStrategy() : '';
  return named === '' ? (NUMBERED[settings.getNamedConsumerStrategy()] ?? '') : named;
};

/** The settings of a request. @throws Error with the reason why no group can have them */
export const settingsOf = (settings: Message, start: Start): GroupSettings => {
  const strategy = strategyNamed(settings);
  if (!isStrategy(strategy)) throw new Error(`Consumer strategy ${strategy} does not exist.`);
  const ms = (given: boolean, value: number, ticks: string): number =>
    given ? value : Math.round(Number(ticks) / TICKS_PER_MS);
  const made: GroupSettings = {
    resolveLinks: settings.getResolveLinks(),
    start,
    extraStatistics: settings.getExtraStatistics(),
    messageTimeout: ms(
      settings.hasMessageTimeoutMs(),
      settings.getMessageTimeoutMs(),
      settings.getMessageTimeoutTicks(),
    ),
    maxRetryCount: settings.getMaxRetryCount(),
    checkpointAfter: ms(
      settings.hasCheckpointAfterMs(),
      settings.getCheckpointAfterMs(),
      settings.getCheckpointAfterTicks(),
    ),
    minCheckpointCount: settings.getMinCheckpointCount(),
    maxCheckpointCount: settings.getMaxCheckpointCount(),
    maxSubscriberCount: settings.getMaxSubscriberCount(),
    liveBufferSize: settings.getLiveBufferSize(),
    readBatchSize: settings.getReadBatchSize(),
    historyBufferSize: settings.getHistoryBufferSize(),
    strategy,
  };
  check(made);
  return made;
};

const check = (settings: GroupSettings): void => {
  const wrong = Object.entries(settings).find(
    ([name, value]) => name !== 'start' && typeof value === 'number' && value < 0,
  );
  if (wrong) throw new Error(`${wrong[0]} may not be negative.`);
  if (settings.readBatchSize < 1) throw new Error('readBatchSize must be at least 1.');
  if (settings.readBatchSize >= settings.historyBufferSize)
    throw new Error('readBatchSize may not be greater than or equal to historyBufferSize.');
};
