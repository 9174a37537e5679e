import { openDoor, preflight } from '../../../../server/door/open-door.ts';
import { storeRecords } from '../../../../server/door/records.ts';

export const dynamic = 'force-dynamic';

export function POST(request: Request): Promise<Response> {
  return openDoor(request, async (database) => Response.json(await storeRecords(database, request)));
}

export { preflight as OPTIONS };
