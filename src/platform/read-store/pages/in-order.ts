import type { Collection, Document } from 'mongodb';

type Order = readonly [field: string, direction: 1 | -1][];

/** A place in a list, as units are in a path: `path.2`. */
const PLACE = /^(\w+)\.(\d+)$/;
/** What places are called where they have become fields. */
const PLACES = '_places';

const fieldOf = (field: string): string => field.replace(PLACE, `${PLACES}.$1_$2`);

/** The order in which a page is cut: a place in a list is a field of its own there, of which none is null. */
export const cutBy = (order: Order): [field: string, direction: 1 | -1][] =>
  order.map(([field, direction]) => [fieldOf(field), direction]);

/** The row without what a page was cut by. */
export const asKept = <Row extends object>({ [PLACES]: _, ...row }: Row & { readonly [PLACES]?: unknown }): object =>
  row;

/**
 * The first rows that match, in order. By fields an index may serve it; for places in lists the database looks at every row that matches.
 * @param matching the filter, and further conditions with it
 * @param behind conditions on what the page is cut by: those of a cursor
 */
export const inOrder = async (
  rows: Collection<Document>,
  matching: (...more: readonly object[]) => object,
  behind: readonly object[],
  order: Order,
  limit: number,
  maxTimeMS: number,
): Promise<Document[]> => {
  const sort = Object.fromEntries(cutBy(order));
  const places = order.flatMap(([field]) => {
    const [, list, place] = PLACE.exec(field) ?? [];
    const value = { $ifNull: [{ $arrayElemAt: [`$${list}`, Number(place)] }, null] };
    return list === undefined ? [] : [[fieldOf(field), value] as const];
  });
  if (places.length === 0)
    return rows
      .find(matching(...behind), { maxTimeMS })
      .sort(sort)
      .limit(limit)
      .toArray();
  const stages = [
    { $match: matching() },
    { $set: Object.fromEntries(places) },
    ...behind.map((condition) => ({ $match: condition })),
    { $sort: sort },
    { $limit: limit },
  ];
  return rows.aggregate(stages, { maxTimeMS }).toArray();
};
