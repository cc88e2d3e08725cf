import { EmptyPage } from '../ui/EmptyPage.tsx'
import { LinkButton } from '../ui/LinkButton.tsx'
import { PageHead } from '../ui/PageHead.tsx'

export function NoSuchPage() {
  return (
    <>
      <PageHead title="No such page" />
      <EmptyPage title="There is nothing at this address" action={<LinkButton to="/agents">See all agents</LinkButton>}>
        It may be mistyped, or belong to another version of Tandem.
      </EmptyPage>
    </>
  )
}
