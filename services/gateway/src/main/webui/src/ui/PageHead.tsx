import { Breadcrumb, BreadcrumbItem, Content, Flex, FlexItem, PageBreadcrumb, PageSection, Title } from '@patternfly/react-core'
import { useEffect, type ReactNode } from 'react'
import { Link } from 'react-router'

interface Props {
  title: string
  /** Beside the title, such as a state. */
  beside?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** The way here. */
  above?: { to: string; name: string }[]
}

/** The head of a page: title, one sentence, what can be done. */
export function PageHead({ title, beside, children, actions, above }: Props) {
  useEffect(() => {
    document.title = `${title} · Tandem`
  }, [title])
  return (
    <>
      {above && (
        <PageBreadcrumb>
          <Breadcrumb>
            {above.map(({ to, name }) => (
              <BreadcrumbItem key={to} render={({ className }) => <Link className={className} to={to}>{name}</Link>} />
            ))}
            <BreadcrumbItem isActive>{title}</BreadcrumbItem>
          </Breadcrumb>
        </PageBreadcrumb>
      )}
      <PageSection>
        <Flex justifyContent={{ default: 'justifyContentSpaceBetween' }} alignItems={{ default: 'alignItemsFlexStart' }}>
          <FlexItem flex={{ default: 'flex_1' }}>
            <Flex alignItems={{ default: 'alignItemsCenter' }} gap={{ default: 'gapMd' }}>
              <Title headingLevel="h1" className="tandem-wrap">
                {title}
              </Title>
              {beside}
            </Flex>
            {children && <Content component="p">{children}</Content>}
          </FlexItem>
          {actions && <Flex gap={{ default: 'gapSm' }}>{actions}</Flex>}
        </Flex>
      </PageSection>
    </>
  )
}
