import { Controller, Get, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Day, Quarter } from '../kernel/day.js';
import { IdField, QuarterField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { Public } from '../platform/auth/access.js';
import { RateLimiter } from '../platform/auth/rate-limiter.js';
import { openAnswerDocs } from '../platform/http/documentation/open-answer.js';
import { readFields } from '../platform/http/read-fields.js';
import { type AsOf, ReadStore } from '../platform/read-store/read-store.js';
import type { Divisions, Figure, PublicTable } from './domain/suppression/suppress.js';

const FIGURES = 'public-figures';
const UNITS = 'units';
/** Quarters of ten years. */
const MOST = 40;

export class NothingAsked {}
export class FiguresQuery {
  @IdField({ path: true }) declare readonly cityId: string;
  @QuarterField({ path: true }) declare readonly quarter: Quarter;
}

interface FiguresRow {
  readonly cityId: string;
  readonly quarter: Quarter;
  readonly publishedOn: Day;
  readonly position: number;
  readonly leastCount: number;
  readonly table: PublicTable;
}
interface Named {
  readonly unitId: string;
  readonly name: string;
}
/** What everybody may read. */
interface PublicFigures {
  readonly city: Named & Figure;
  readonly quarter: Quarter;
  readonly publishedOn: Day;
  readonly position: number;
  readonly leastCount: number;
  readonly counties: readonly (Named & Figure)[];
}

const category = { PUBLIC_SURVEILLANCE: 12, SUSPENDED_SENTENCE: 210, PAROLE: 18, TEMPORARY_SERVICE_OUTSIDE_PRISON: 6 };
const divisions: Divisions<number | null> = { category, sex: { MALE: 208, FEMALE: 38 } };
const EXAMPLE = {
  city: { unitId: 'city-fuzhou', name: '福州市司法局', total: 246, divisions },
  ...{ quarter: '2026Q1', publishedOn: '2026-04-10', position: 10482, leastCount: 5 },
  counties: [{ unitId: 'county-minhou', name: '闽侯县司法局', total: 96, divisions }],
};

/** Figures for everybody: no token is asked for, and none looked at; each address has its number of requests a minute. */
@Controller('public-figures')
export class PublicFiguresQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly limiter: RateLimiter,
  ) {}

  @Public()
  @Get()
  @openAnswerDocs(
    NothingAsked,
    { zh: '已公布数据的季度', en: 'Quarters whose figures are published' },
    { items: [{ cityId: 'city-fuzhou', quarter: '2026Q1', publishedOn: '2026-04-10' }] },
  )
  async quarters(@Req() request: FastifyRequest): Promise<{ items: object[]; asOf: AsOf }> {
    await this.limiter.count(request, `ip:${request.ip}`);
    const { items, asOf } = await this.rows.page<FiguresRow>({ view: FIGURES, sort: { quarter: -1 }, limit: MOST });
    return { items: items.map(({ cityId, quarter, publishedOn }) => ({ cityId, quarter, publishedOn })), asOf };
  }

  /** A number that is not shown is null; a division that cannot be shown is not there. */
  @Public()
  @Get(':cityId/:quarter')
  @openAnswerDocs(FiguresQuery, { zh: '一个季度的公开数据', en: 'Public figures of a quarter' }, EXAMPLE)
  async figures(
    @Req() request: FastifyRequest,
    @Param('cityId') cityId: string,
    @Param('quarter') quarter: string,
  ): Promise<PublicFigures> {
    await this.limiter.count(request, `ip:${request.ip}`);
    const asked = readFields(FiguresQuery, { cityId, quarter });
    const row = await this.rows.one<FiguresRow>(FIGURES, `${asked.cityId}_${asked.quarter}`);
    if (!row) throw notFound();
    const { table, cityId: city, ...published } = row;
    const units = await this.rows.page<Named>({ view: UNITS, filter: { path: city }, limit: 500 });
    const names = new Map(units.items.map(({ unitId, name }) => [unitId, name]));
    const named = <F extends Figure>(unitId: string, figure: F): Named & Figure => {
      const { total, divisions: by } = figure;
      return { unitId, name: names.get(unitId) ?? unitId, total, divisions: by };
    };
    return {
      city: named(city, table.whole),
      ...published,
      counties: table.parts.map((part) => named(part.unitId, part)),
    };
  }
}
