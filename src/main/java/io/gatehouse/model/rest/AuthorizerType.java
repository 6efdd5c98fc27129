package io.gatehouse.model.rest;

/** What an authorizer looks at: a token, the request, or a token of a Cognito user pool. */
public enum AuthorizerType {
    TOKEN,
    REQUEST,
    COGNITO_USER_POOLS
}
