import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { Module, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DevelopmentIssuer } from '../../../src/platform/auth/development-issuer.js';
import { type Settings, readSettings } from '../../../src/platform/config/settings.js';
import { BearerGuard } from './bearer.guard.js';
import { PeerController } from './peer.controller.js';
import { Work } from './work.js';

const moduleFor = (work: Work): object => {
  @Module({ controllers: [PeerController], providers: [{ provide: Work, useValue: work }] })
  class PeerModule {}
  return PeerModule;
};

/** Ends a process of the bench when it is asked to or left alone. */
export const endWhenAsked = (end: () => Promise<unknown>): void => {
  const exit = (): void => void end().finally(() => process.exit(0));
  for (const signal of ['SIGTERM', 'disconnect']) process.once(signal, exit);
};

/** Serves a peer: NestJS on Fastify, every form validated, every token verified. */
export const serve = async (
  open: (settings: Settings) => Promise<Work>,
  close: () => Promise<unknown>,
): Promise<void> => {
  const settings = readSettings(process.env);
  const work = await open(settings);
  const app = await NestFactory.create<NestFastifyApplication>(moduleFor(work), new FastifyAdapter(), {
    logger: ['error'],
  });
  const issuer = await DevelopmentIssuer.open(settings.dataDir, settings.oidcAudience);
  app.useGlobalGuards(new BearerGuard(issuer.key, settings.oidcAudience));
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true }));
  await app.listen(0, '127.0.0.1');
  endWhenAsked(async () => {
    await app.close();
    await close();
  });
  process.send?.({ type: 'ready', port: (app.getHttpServer().address() as AddressInfo).port });
};
