import { Alert, Card, CardBody, CardTitle, Gallery, PageSection, ProgressStep, ProgressStepper } from '@patternfly/react-core'
import { Link } from 'react-router'
import { useAgents } from '../../api/hooks/useAgents.ts'
import { useModels } from '../../api/hooks/useModels.ts'
import { useTasks } from '../../api/hooks/useTasks.ts'
import { useMe } from '../../api/me.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { firstSteps } from './firstSteps.ts'

/** `/`: what to do first, ticked by what has really happened. */
export default function HomePage() {
  const me = useMe()
  const agents = useAgents({})
  const tasks = useTasks({ mine: true, pageSize: 1 })
  const models = useModels()
  const items = agents.data?.pages.flatMap((page) => page.items) ?? []
  const steps = firstSteps(me.name, items, tasks.data?.items.length ?? 0)
  const next = steps.findIndex((step) => !step.done)
  const problem = agents.error ?? tasks.error
  return (
    <>
      <PageHead title="Welcome to Tandem">Describe an agent in plain words, have it tested and approved, and ask it.</PageHead>
      <PageSection isFilled aria-label="Overview">
        {problem && (
          <Problem
            what="It is not known which steps are done"
            problem={problem}
            onRetry={() => void Promise.all([agents.refetch(), tasks.refetch()])}
          />
        )}
        {models.data?.problem && (
          <Alert isInline variant="warning" component="h2" title={models.data.problem.title ?? 'There is no model'}>
            {models.data.problem.detail}
          </Alert>
        )}
        <div className="tandem-columns tandem-columns-home">
          <Card component="section" aria-label="First steps">
            <CardTitle component="h2">First steps</CardTitle>
            <CardBody>
              <ProgressStepper isVertical aria-label="First steps">
                {steps.map((step, at) => (
                  <ProgressStep
                    key={step.title}
                    id={`step-${at}`}
                    titleId={`step-${at}-title`}
                    variant={step.done ? 'success' : at === next ? 'info' : 'pending'}
                    isCurrent={at === next}
                    aria-label={step.done ? `${step.title}: done` : `${step.title}: to do`}
                    description={step.hint}
                  >
                    <Link to={step.to}>{step.title}</Link>
                  </ProgressStep>
                ))}
              </ProgressStepper>
              {next >= 0 && steps[next] && (
                <div className="tandem-nested">
                  <LinkButton to={steps[next].to}>{steps[next].action}</LinkButton>
                </div>
              )}
              {next < 0 && <p className="tandem-nested">All done. Everything that happened is in the <Link to="/audit">audit</Link>.</p>}
            </CardBody>
          </Card>
          <Gallery hasGutter minWidths={{ default: '18rem' }}>
            <Place to="/agents" title="Agents">
              {items.length > 0 ? `${items.length} that you may see, ${items.filter((agent) => agent.state === 'ACTIVE').length} active.` : 'All that you may see.'}
            </Place>
            <Models models={models.data} />
            <Place to="/approvals" title="Approvals">
              What agents want to do that needs somebody’s word.
            </Place>
            <Place to="/connectors" title="Connectors">
              The systems that agents may touch.
            </Place>
            <Place to="/audit" title="Audit">
              Who did what, when, and on whose behalf.
            </Place>
          </Gallery>
        </div>
      </PageSection>
    </>
  )
}

type Offer = ReturnType<typeof useModels>['data']

/** Which model answers, and why this one. */
function Models({ models }: { models: Offer }) {
  const names = [...new Set(models?.items.map((model) => `${model.name}${model.state === 'ready' ? '' : ', not ready yet'}`))]
  if (names.length === 0) return null
  return (
    <Card isCompact component="section" aria-label="Models">
      <CardTitle component="h2">{names.length === 1 ? 'Model' : 'Models'}</CardTitle>
      <CardBody>
        <p>{names.join('; ')}</p>
        <p className="tandem-muted tandem-wrap">{models?.reason}</p>
      </CardBody>
    </Card>
  )
}

function Place({ to, title, children }: { to: string; title: string; children: React.ReactNode }) {
  return (
    <Card isCompact component="section" aria-label={title}>
      <CardTitle component="h2">
        <Link to={to}>{title}</Link>
      </CardTitle>
      <CardBody>{children}</CardBody>
    </Card>
  )
}
