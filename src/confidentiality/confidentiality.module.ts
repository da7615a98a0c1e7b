import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { ConfidentialityController } from './confidentiality.controller.js';
import { DestroyKeyHandler } from './destroy-key.handler.js';
import { confidentiality } from './domain/confidentiality.js';
import { ErasureCheck } from './erasure-check.js';

@Module({
  controllers: [ConfidentialityController],
  providers: [...handlersFor(confidentiality), DestroyKeyHandler, ErasureCheck],
})
export class ConfidentialityModule {}
