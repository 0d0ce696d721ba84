import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { defineOperation } from '@/lib/contract/operation'
import { changeView } from './change-view'
import { deleteView } from './delete-view'
import { listViews } from './queries'
import { saveView } from './save-view'
import { newView, savedViewListResponse, savedViewResponse, VIEW_PAGES, viewChange } from './schema'

const params = z.object({ id: uuid })

export const listSavedViewsOperation = defineOperation({
  id: 'listSavedViews',
  method: 'GET',
  path: '/api/saved-views',
  tag: 'Saved views',
  summary: 'List your own views of a page and the shared ones',
  auth: 'user',
  permission: 'view:write',
  query: z.strictObject({ page: z.enum(VIEW_PAGES).default('investigate') }),
  response: { status: 200, schema: savedViewListResponse },
  errors: [],
  handler: ({ ctx, query }) => listViews(ctx, query.page),
})

export const saveViewOperation = defineOperation({
  id: 'saveView',
  method: 'POST',
  path: '/api/saved-views',
  tag: 'Saved views',
  summary: 'Save a filter under a name',
  description: 'Names are unique per user and page; a user has at most 50 views. Sharing needs view:share.',
  auth: 'user',
  permission: 'view:write',
  body: newView,
  response: { status: 201, schema: savedViewResponse },
  errors: ['conflict'],
  handler: ({ ctx, body }) => saveView(ctx, body),
})

export const changeViewOperation = defineOperation({
  id: 'changeView',
  method: 'PATCH',
  path: '/api/saved-views/{id}',
  tag: 'Saved views',
  summary: 'Rename, change or share your own view',
  auth: 'user',
  permission: 'view:write',
  params,
  body: viewChange,
  response: { status: 200, schema: savedViewResponse },
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
