import type { AnyView } from '../../src/kernel/view.js';

/** Most builds of one version of a view. */
const MOST = 1_000;

/** Whether a number of a version, build included, is one of the view's version as the code has it. */
export const isBuildOf = (view: Pick<AnyView, 'version'>, version: number): boolean =>
  Math.floor(version) === view.version;

/** The view as one of its builds: everything that is named after its version is the build's own. */
export const asBuild = (view: AnyView, version: number): AnyView => ({ ...view, version });

/**
 * Number of the build after this one.
 * @throws Error when the version has had its thousand
 */
export const nextBuild = (version: number): number => {
  const next = Math.round(version * MOST) + 1;
  if (next % MOST === 0) throw new Error(`Version ${Math.floor(version)} was built ${MOST} times: raise it`);
  return next / MOST;
};
