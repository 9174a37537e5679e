import { Prisma } from '../generated/client.ts';

export interface Labels {
  name: string | null;
  notes: string | null;
  addTags: readonly string[];
  removeTags: readonly string[];
}

/** What is null stays as it is; tags keep their order, new ones at the end. */
export const label = (ids: readonly number[], { name, notes, addTags, removeTags }: Labels) => Prisma.sql`
  update run set name = coalesce(${name}, name), notes = coalesce(${notes}, notes),
    tags = coalesce((
      select array_agg(tag order by place) from (
        select tag, min(place) as place from unnest(tags || ${[...addTags]}::text[]) with ordinality as each (tag, place)
        where tag <> all (${[...removeTags]}::text[]) group by tag
      ) as kept
    ), '{}')
  where id = any(${[...ids]}::int[]) and deleted_at is null returning id`;
