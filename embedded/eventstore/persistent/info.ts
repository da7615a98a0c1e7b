import { persistent, type PersistentPb } from '../protocol/messages.js';
import type { Consumer } from './consumer.js';
import type { Group } from './group.js';
import { formatStart } from './source.js';

/** How a group stands, as clients are told. Asking begins a new measurement of the averages. */
export const infoOf = (group: Group): PersistentPb.SubscriptionInfo => {
  const seconds = (performance.now() - group.asked.at) / 1_000;
  const count = group.total - group.asked.total;
  group.asked = { total: group.total, at: performance.now() };
  const { live, buffer } = group.intake;
  const info = new persistent.SubscriptionInfo();
  info.setEventSource(group.source.name);
  info.setGroupName(group.name);
  info.setStatus(`${live ? 'Live' : 'Behind'}${group.parked.isReplaying ? ', ReplayingParkedMessages' : ''}`);
  info.setConnectionsList([...group.consumers].map((consumer) => connectionOf(consumer, seconds)));
  info.setAveragePerSecond(perSecond(count, seconds));
  info.setTotalItems(String(group.total));
  info.setCountSinceLastMeasurement(String(count));
  const format = (place: number | undefined): string => (place === undefined ? '' : group.source.format(place));
  info.setLastCheckpointedEventPosition(format(group.checkpoints.place));
  info.setLastKnownEventPosition(format(group.known));
  info.setReadBufferCount(live ? 0 : buffer.length);
  info.setLiveBufferCount(String(live ? buffer.length : 0));
  info.setRetryBufferCount(group.retries.length);
  info.setTotalInFlightMessages(group.inFlight.size);
  info.setOutstandingMessagesCount(group.inFlight.size);
  info.setParkedMessageCount(String(group.parked.count));
  return withSettings(info, group);
};

const withSettings = (info: PersistentPb.SubscriptionInfo, group: Group): PersistentPb.SubscriptionInfo => {
  const { settings } = group;
  info.setResolveLinkTos(settings.resolveLinks);
  info.setStartFrom(formatStart(group.source, settings.start));
  info.setMessageTimeoutMilliseconds(settings.messageTimeout);
  info.setExtraStatistics(settings.extraStatistics);
  info.setMaxRetryCount(settings.maxRetryCount);
  info.setLiveBufferSize(settings.liveBufferSize);
  info.setBufferSize(settings.historyBufferSize);
  info.setReadBatchSize(settings.readBatchSize);
  info.setCheckPointAfterMilliseconds(settings.checkpointAfter);
  info.setMinCheckPointCount(settings.minCheckpointCount);
  info.setMaxCheckPointCount(settings.maxCheckpointCount);
  info.setNamedConsumerStrategy(settings.strategy);
  info.setMaxSubscriberCount(settings.maxSubscriberCount);
  return info;
};

const connectionOf = (consumer: Consumer, seconds: number): PersistentPb.SubscriptionInfo.ConnectionInfo => {
  const { from, user, name } = consumer.connection;
  const count = consumer.total - consumer.asked;
  consumer.asked = consumer.total;
  const info = new persistent.SubscriptionInfo.ConnectionInfo();
  info.setFrom(from);
  info.setUsername(user);
  info.setConnectionName(name);
  info.setAverageItemsPerSecond(perSecond(count, seconds));
  info.setTotalItems(String(consumer.total));
  info.setCountSinceLastMeasurement(String(count));
  info.setAvailableSlots(consumer.free);
  info.setInFlightMessages(consumer.holding.size);
  info.setObservedMeasurementsList(
    consumer.measured().map(([key, value]) => {
      const measurement = new persistent.SubscriptionInfo.Measurement();
      measurement.setKey(key);
      measurement.setValue(String(value));
      return measurement;
    }),
  );
  return info;
};

const perSecond = (count: number, seconds: number): number => (seconds > 0 ? Math.round(count / seconds) : 0);
