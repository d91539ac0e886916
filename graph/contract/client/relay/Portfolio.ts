// What a portal on Relay asks: a connection with its cursor, a fragment on an
// interface, a refetch by global id, a mutation, a subscription.
import { graphql } from "relay-runtime";

export const query = graphql`
  query PortfolioQuery($count: Int!, $cursor: String) {
    ...Portfolio_templates
    viewer {
      roles
      partner { id displayName }
    }
  }
`;

export const templates = graphql`
  fragment Portfolio_templates on Query
  @refetchable(queryName: "PortfolioTemplatesPaginationQuery") {
    templates(first: $count, after: $cursor) @connection(key: "Portfolio_templates") {
      edges {
        node {
          id
          slug
          decision { result summary }
        }
      }
    }
  }
`;

export const logo = graphql`
  fragment Portfolio_logo on Logo @refetchable(queryName: "PortfolioLogoRefetchQuery") {
    variant
    state
  }
`;

export const render = graphql`
  mutation PortfolioRenderMutation($input: RenderCobrandInput!) {
    renderCobrand(input: $input) {
      rendition { id fileName downloadUrl }
      userErrors { field code message }
    }
  }
`;

export const changes = graphql`
  subscription PortfolioTemplateSubscription {
    templateChanged {
      id
      template { id version decision { result } }
    }
  }
`;
