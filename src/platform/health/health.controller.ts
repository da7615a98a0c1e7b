import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.js';
import { Health, type Readiness } from './health.js';
import { Metrics } from './metrics.js';

const ready = (state: 'up' | 'down') => ({
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: {
          status: { type: 'string', enum: ['ready', 'not-ready'] },
          checks: { type: 'object', additionalProperties: { type: 'string', enum: ['up', 'down'] } },
        },
      },
      example: { status: state === 'up' ? 'ready' : 'not-ready', checks: { eventStore: 'up', mongo: state } },
    },
  },
});

/** What orchestrators and Prometheus ask; answers without a token and says nothing of persons. */
@ApiTags('health')
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('livez')
  @ApiOperation({ summary: '进程存活 / the process runs' })
  @ApiResponse({
    status: 200,
    description: '存活 / alive',
    content: {
      'application/json': {
        schema: { type: 'object', properties: { status: { type: 'string', enum: ['alive'] } } },
        example: { status: 'alive' },
      },
    },
  })
  alive(): { status: 'alive' } {
    return { status: 'alive' };
  }

  @Get('readyz')
  @ApiOperation({ summary: '可以提供服务 / the process can serve' })
  @ApiResponse({ status: 200, description: '就绪 / ready', ...ready('up') })
  @ApiResponse({ status: 503, description: '未就绪，指明原因 / not ready, and what is down', ...ready('down') })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    void reply.status(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Prometheus 指标 / figures for Prometheus' })
  @ApiResponse({
    status: 200,
    description: '指标 / figures',
    content: {
      'text/plain': {
        schema: { type: 'string' },
        example: 'commands_total{command="ApproveLeave",outcome="accepted"} 3',
      },
    },
  })
  async figures(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.metrics.registry.contentType);
    return this.metrics.registry.metrics();
  }
}
