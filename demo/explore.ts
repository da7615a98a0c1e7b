import type { Caller } from './caller.js';
import type { Plan } from './plan/plan.js';

/** What somebody needs who wants to look round: where the API is, and tokens of a few people. */
export const guide = async (url: string, caller: Caller, { county }: Plan): Promise<string> => {
  const [office] = county.offices;
  const [worker] = office?.workers ?? [];
  if (!office || !worker) throw new Error('The county has nobody');
  const people = [
    ['WORKER', worker, `社工 ${worker.id}`],
    ['HEAD', office.head, `${office.name} 所长`],
    ['DIRECTOR', county.director, '县局局长'],
    ['CITY', county.cityOfficer, '市局'],
    ['AUDITOR', county.auditor, '审计'],
    ['ADMIN', county.admin, '管理员'],
  ] as const;
  const tokens = await Promise.all(
    people.map(async ([name, actor, title]) => {
      const said = `# ${title} · ${actor.name} · ${actor.role} @ ${actor.unit}`;
      return `${said}\n${name}=${await caller.tokenOf(actor)}`;
    }),
  );
  return [
    `API            ${url}/v1`,
    `文档 Docs      ${url}/docs`,
    '',
    ...tokens,
    '',
    `curl -H "Authorization: Bearer $HEAD" "${url}/v1/supervisees?office=${office.id}&limit=3"`,
    '',
  ].join('\n');
};
