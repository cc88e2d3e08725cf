import { lazy, Suspense } from 'react'
import { Route, Routes, useLocation } from 'react-router'
import { Loading } from '../ui/Loading.tsx'
import { Boundary } from './Boundary.tsx'
import { NoSuchPage } from './NoSuchPage.tsx'

const HomePage = lazy(() => import('../features/home/HomePage.tsx'))
const AgentsPage = lazy(() => import('../features/agents/AgentsPage.tsx'))
const AgentPage = lazy(() => import('../features/agents/AgentPage.tsx'))
const DesignerPage = lazy(() => import('../features/designer/DesignerPage.tsx'))
const ChatPage = lazy(() => import('../features/chat/ChatPage.tsx'))
const TaskPage = lazy(() => import('../features/tasks/TaskPage.tsx'))
const ApprovalsPage = lazy(() => import('../features/approvals/ApprovalsPage.tsx'))
const ApprovalPage = lazy(() => import('../features/approvals/ApprovalPage.tsx'))
const ConnectorsPage = lazy(() => import('../features/connectors/ConnectorsPage.tsx'))
const ConnectionsPage = lazy(() => import('../features/connections/ConnectionsPage.tsx'))
const ConnectedPage = lazy(() => import('../features/connections/ConnectedPage.tsx'))
const PoliciesPage = lazy(() => import('../features/policies/PoliciesPage.tsx'))
const HaltsPage = lazy(() => import('../features/halts/HaltsPage.tsx'))
const EvaluationPage = lazy(() => import('../features/evaluations/EvaluationPage.tsx'))
const JudgesPage = lazy(() => import('../features/judges/JudgesPage.tsx'))
const JudgePage = lazy(() => import('../features/judges/JudgePage.tsx'))
const ReplayPage = lazy(() => import('../features/replays/ReplayPage.tsx'))
const InventoryPage = lazy(() => import('../features/inventory/InventoryPage.tsx'))
const BoardPage = lazy(() => import('../features/inventory/BoardPage.tsx'))
const WorthPage = lazy(() => import('../features/worth/WorthPage.tsx'))
const AuditPage = lazy(() => import('../features/audit/AuditPage.tsx'))
const ErasuresPage = lazy(() => import('../features/erasures/ErasuresPage.tsx'))
const ReportPage = lazy(() => import('../features/period/ReportPage.tsx'))
const EvidencePage = lazy(() => import('../features/audit/EvidencePage.tsx'))

export function AppRoutes() {
  const { pathname } = useLocation()
  return (
    <Boundary key={pathname}>
    <Suspense fallback={<Loading what="page" />}>
      <Routes>
        <Route index element={<HomePage />} />
        <Route path="agents" element={<AgentsPage />} />
        <Route path="agents/new" element={<DesignerPage />} />
        <Route path="agents/:name" element={<AgentPage />} />
        <Route path="chat/:agent" element={<ChatPage />} />
        <Route path="tasks/:id" element={<TaskPage />} />
        <Route path="evaluations/:id" element={<EvaluationPage />} />
        <Route path="approvals" element={<ApprovalsPage />} />
        <Route path="approvals/:id" element={<ApprovalPage />} />
        <Route path="connectors" element={<ConnectorsPage />} />
        <Route path="connections" element={<ConnectionsPage />} />
        <Route path="connections/:connector/callback" element={<ConnectedPage />} />
        <Route path="policies" element={<PoliciesPage />} />
        <Route path="halts" element={<HaltsPage />} />
        <Route path="judges" element={<JudgesPage />} />
        <Route path="judges/:team/:name" element={<JudgePage />} />
        <Route path="replays/:id" element={<ReplayPage />} />
        <Route path="inventory" element={<InventoryPage />} />
        <Route path="board" element={<BoardPage />} />
        <Route path="worth" element={<WorthPage />} />
        <Route path="audit" element={<AuditPage />} />
        <Route path="audit/erasures" element={<ErasuresPage />} />
        <Route path="audit/report" element={<ReportPage />} />
        <Route path="audit/tasks/:id" element={<EvidencePage />} />
        <Route path="*" element={<NoSuchPage />} />
      </Routes>
    </Suspense>
    </Boundary>
  )
}
