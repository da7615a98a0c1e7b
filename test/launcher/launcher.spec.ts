import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answers, endAll, eventually, isRunning, Launched } from './launched.js';

const PROCESSES = ['embedded/eventstore/main.js', 'embedded/mongodb/main.js', 'projections/main.js', 'src/main.js'];

describe('one command for the whole service', () => {
  let data: string;
  let service: Launched;
  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'launcher-'));
    service = await Launched.ready({ DATA_DIR: data });
  });
  afterAll(async () => {
    await endAll();
    rmSync(data, { recursive: true });
  });

  it('starts four processes and says where they answer', async () => {
    expect([...service.processes().keys()].sort()).toEqual(PROCESSES);
    expect(await eventually(() => answers(`${service.url}/readyz`))).toBe(true);
    expect(await eventually(() => answers(`${service.projectionsUrl}/readyz`))).toBe(true);
    for (const path of ['/docs', '/openapi.json'])
      expect([path, service.output.includes(service.url + path)]).toEqual([path, true]);
    expect(await answers(`${service.url}/docs`)).toBe(true);
  });

  it('gives a token that founds a unit and reads it', async () => {
    const { status, position } = await service.found('fuzhou');
    expect([status, await service.units(position)]).toEqual([200, ['fuzhou']]);
  });

  it.each([
    ['event store', 'embedded/eventstore/main.js'],
    ['MongoDB', 'embedded/mongodb/main.js'],
    ['projections', 'projections/main.js'],
    ['API', 'src/main.js'],
  ])('reports that %s was killed, starts it again at its port, and serves on', async (name, script) => {
    const [url, projectionsUrl] = [service.url, service.projectionsUrl];
    const pid = service.processes().get(script) ?? 0;
    expect(isRunning(pid)).toBe(true);
    process.kill(pid, 'SIGKILL');
    await service.says(new RegExp(`^${name} .*signal SIGKILL.* starting it again`, 'm'));
    await service.says(new RegExp(`^${name} .*is back$`, 'm'));
    expect(service.processes().get(script)).not.toBe(pid);
    expect(await eventually(() => answers(`${url}/readyz`))).toBe(true);
    expect(await eventually(() => answers(`${projectionsUrl}/readyz`))).toBe(true);
    const unit = `after-${script.replace(/\W/g, '-')}`;
    const founded = await service.found(unit);
    expect(founded.status).toBe(200);
    expect(await service.units(founded.position)).toContain(unit);
  });

  it('answers what is in flight before it stops, stops once however often it is asked, and leaves nothing running', async () => {
    const { position } = await service.found('before-the-end');
    const units = await service.units(position);
    const pids = [...service.processes().values()];
    // A fact that is not there yet is waited for: the answer is on its way while all is stopped.
    const inFlight = service.get(`/v1/units?after=${position + 1_000_000}&waitMs=1500`);
    expect(await answers(`${service.url}/readyz`)).toBe(true);
    service.kill('SIGINT');
    await service.says(/Stopping/);
    service.kill('SIGINT');
    service.kill('SIGTERM');
    expect((await inFlight).status).toBe(200);
    expect(await service.ended).toBe(0);
    expect(service.output.match(/Stopping/g)).toHaveLength(1);
    expect(pids.filter(isRunning)).toEqual([]);
    service = await Launched.ready({ DATA_DIR: data });
    expect(await service.units(position)).toEqual(units);
  });

  it('ends with 0 when it is asked to while it starts', async () => {
    service.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    service = new Launched({ DATA_DIR: data });
    await service.says(/\[event store\] .*ready/);
    service.kill('SIGTERM');
    expect(await service.ended).toBe(0);
    expect(service.output).not.toContain('eyJ');
  });

  it('takes its processes along when it is killed, and starts again on the same data', async () => {
    service = await Launched.ready({ DATA_DIR: data });
    const pids = [...service.processes().values()];
    expect(pids).toHaveLength(4);
    service.kill('SIGKILL');
    expect(await service.ended).toBe('SIGKILL');
    expect(await eventually(() => !pids.some(isRunning))).toBe(true);
    service = await Launched.ready({ DATA_DIR: data });
    expect(await service.units(0)).toContain('before-the-end');
  });
});
