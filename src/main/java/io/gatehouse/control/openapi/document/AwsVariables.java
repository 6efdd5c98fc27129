package io.gatehouse.control.openapi.document;

/**
 * What stands for {@code ${AWS::Region}}, {@code ${AWS::AccountId}} and {@code ${AWS::Partition}} in a document.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html">AWS:
 *     variables for OpenAPI import</a>
 */
public record AwsVariables(String region, String accountId, String partition) {

    /** The text with values for variables; what is none of them stays. */
    public String replaceIn(String text) {
        if (!text.contains("${AWS::")) {
            return text;
        }
        return text.replace("${AWS::Region}", region)
                .replace("${AWS::AccountId}", accountId)
                .replace("${AWS::Partition}", partition);
    }
}
