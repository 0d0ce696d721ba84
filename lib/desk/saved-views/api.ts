import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { changeView } from './change-view'
import { deleteView } from './delete-view'
import { listViews } from './list-views'
import { saveView } from './save-view'
import { newView, VIEW_PAGES, viewResponse, viewChange } from './schema'

const params = z.object({ id: z.uuid() })

export const listSavedViewsOperation = defineOperation({
  id: 'listSavedViews',
  method: 'GET',
  path: '/api/saved-views',
  tag: 'Saved views',
  summary: 'List your own views of a page and those that colleagues share',
  auth: 'user',
  permission: 'view:write',
  query: z.strictObject({ page: z.enum(VIEW_PAGES).default('investigate') }),
  response: { status: 200, schema: z.object({ items: z.array(viewResponse) }) },
  errors: [],
  handler: async ({ ctx, query }) => ({ items: await listViews(ctx, query.page) }),
})

export const saveViewOperation = defineOperation({
  id: 'saveView',
  method: 'POST',
  path: '/api/saved-views',
  tag: 'Saved views',
  summary: 'Keep a filter under a name',
  description:
    'Names are unique per person and page; a person keeps 50 views at most. Sharing needs view:share.',
  auth: 'user',
  permission: 'view:write',
  body: newView,
  response: { status: 201, schema: viewResponse },
  errors: ['conflict'],
  handler: ({ ctx, body }) => saveView(ctx, body),
})

export const changeViewOperation = defineOperation({
  id: 'changeView',
  method: 'PATCH',
  path: '/api/saved-views/{id}',
  tag: 'Saved views',
  summary: 'Rename, refill or share your own view',
  auth: 'user',
  permission: 'view:write',
  params,
  body: viewChange,
  response: { status: 200, schema: viewResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params: { id }, body }) => changeView(ctx, id, body),
})

export const deleteViewOperation = defineOperation({
  id: 'deleteView',
  method: 'DELETE',
  path: '/api/saved-views/{id}',
  tag: 'Saved views',
  summary: 'Delete your own view',
  auth: 'user',
  permission: 'view:write',
  params,
  response: { status: 204 },
  errors: ['not-found'],
  handler: ({ ctx, params: { id } }) => deleteView(ctx, id).then(() => undefined),
})
