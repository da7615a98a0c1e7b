import type { Dataset } from './dataset.js';
import { oversightDatasets } from './oversight.datasets.js';
import { supervisionDatasets } from './supervision.datasets.js';
import { workforceDatasets } from './workforce.datasets.js';

/** Everything that can be analysed. A new one is a declaration and its place in one of these. */
export const DATASETS: readonly Dataset[] = [...supervisionDatasets, ...workforceDatasets, ...oversightDatasets];
