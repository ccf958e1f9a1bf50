import { Authenticated, type AuthProvider, Refine, useLogin, useTable } from '@refinedev/core'
import routerProvider, { CatchAllNavigate } from '@refinedev/react-router'
import { dataProvider } from '@refinedev/supabase'
import { createClient } from '@supabase/supabase-js'
import { Button, ConfigProvider, Form, Input, Table } from 'antd'
import { createRoot } from 'react-dom/client'
import { BrowserRouter, Outlet, Route, Routes } from 'react-router'

/** The stock list of leads used for comparison: Refine, antd and Supabase combined as in their guides. */
const client = createClient(location.origin, import.meta.env.VITE_STOCK_KEY, {
  auth: { storageKey: 'stock' },
})
const authProvider: AuthProvider = {
  async login({ email, password }) {
    const { error } = await client.auth.signInWithPassword({ email, password })
    return error ? { success: false, error } : { success: true, redirectTo: '/leads' }
  },
  async logout() {
    await client.auth.signOut()
    return { success: true, redirectTo: '/login' }
  },
  async check() {
    const { data } = await client.auth.getSession()
    return data.session ? { authenticated: true } : { authenticated: false, redirectTo: '/login' }
  },
  onError: async (error) => ({ error }),
}

function Leads() {
  const { result, tableQuery } = useTable({ resource: 'leads', pagination: { pageSize: 50 } })
  return (
    <Table
      aria-label="Leads"
      rowKey="id"
      loading={tableQuery.isLoading}
      dataSource={result.data}
      pagination={{ pageSize: 50, total: result.total }}
      columns={['full_name', 'email', 'city', 'country', 'score', 'state', 'found_at'].map((name) => ({
        title: name,
        dataIndex: name,
        sorter: true,
      }))}
    />
  )
}

function Login() {
  const { mutate } = useLogin()
  return (
    <Form onFinish={(values) => mutate(values)}>
      <Form.Item name="email" label="Email">
        <Input />
      </Form.Item>
      <Form.Item name="password" label="Password">
        <Input type="password" />
      </Form.Item>
      <Button htmlType="submit">Sign in</Button>
    </Form>
  )
}

createRoot(document.getElementById('root')!).render(
  <ConfigProvider>
    <BrowserRouter>
      <Refine
        dataProvider={dataProvider(client)}
        authProvider={authProvider}
        routerProvider={routerProvider}
        resources={[{ name: 'leads', list: '/leads' }]}
      >
        <Routes>
          <Route path="/login" element={<Login />} />
          <Route
            element={
              <Authenticated key="in" fallback={<CatchAllNavigate to="/login" />}>
                <Outlet />
              </Authenticated>
            }
          >
            <Route path="/leads" element={<Leads />} />
          </Route>
        </Routes>
      </Refine>
    </BrowserRouter>
  </ConfigProvider>,
)
